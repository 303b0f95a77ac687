import { css } from 'lit';
import { buttons } from '../card/button.styles.js';
import { icons } from '../card/download-card.styles.js';
import { palette } from '../card/palette.styles.js';
import { unseen } from '../card/unseen.styles.js';

const layout = css`
  :host { display: block; container-type: inline-size; color: var(--_ink); }
  :host([hidden]) { display: none; }
  section { position: relative; border-radius: var(--_radius); outline: none; }
  h2, p, ul { margin: 0; padding: 0; }
  ul { list-style: none; }
  button[hidden] { display: none; }
  [dir='rtl'] ::slotted(:not([dir])) { direction: ltr; } /* the page's own words */
  .list { display: grid; gap: var(--rd-gap, 10px); }
  .list > li { min-inline-size: 0; border-radius: var(--_radius); }
  .list > :nth-child(n + 31) { content-visibility: auto; contain-intrinsic-block-size: auto 112px; }
  .list > li:focus-visible, h2:focus-visible { outline: 2px solid var(--_accent); outline-offset: 2px; }
  .older { display: flex; margin-block-start: 10px; margin-inline: auto; }
`;

const header = css`
  .header {
    display: grid; grid-template-columns: 1fr auto; align-items: center; gap: 2px 12px;
    margin-block-end: 12px; line-height: 1.4; font-variant-numeric: tabular-nums;
  }
  h2 { font-size: 1.0625em; border-radius: 4px; }
  .bulk { display: flex; flex-wrap: wrap; gap: 6px; min-block-size: 34px; }
  .overall, .room, .short { font-size: 0.8125em; color: var(--_muted); }
  .overall { grid-column: 1 / -1; min-block-size: 1.4em; }
  .overall span { display: inline-block; }
  .room { display: flex; flex-wrap: wrap; align-items: center; gap: 2px 10px; margin-block-start: 12px; line-height: 1.4; font-variant-numeric: tabular-nums; }
  .meter { flex: none; overflow: hidden; inline-size: 56px; block-size: 6px; border-radius: 3px; background: var(--_track); }
  .meter span { display: block; block-size: 100%; min-inline-size: 2px; background: var(--_muted); }
  .meter.full span, .short { --_muted: var(--_warning); }
  .short { display: flex; gap: 6px; margin-block-end: 10px; }
  .short svg { flex: none; inline-size: 1.3em; block-size: 1.3em; }
  .whole {
    grid-column: 1 / -1; overflow: hidden; block-size: 3px; margin-block-start: 4px; border-radius: 2px;
    background: var(--_track);
  }
  .whole span { display: block; block-size: 100%; background: var(--_accent); }
  .unknown { background: color-mix(in srgb, var(--_accent) 35%, var(--_track)); }
  @container (inline-size < 440px) {
    .header { grid-template-columns: 1fr; }
    .bulk { margin-block: 4px; }
    .bulk:not(:has(button:not([hidden]))) { display: none; }
    .bulk button { flex: 1; }
    .overall:has(+ [role='progressbar']) { min-block-size: 2.8em; } /* which it needs most of the time */
  }
`;

const notices = css`
  .notice {
    display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 8px;
    margin-block-end: 10px; padding: 8px 8px 8px 16px; border: 1px solid var(--_edge); border-radius: var(--_radius);
    font-size: 0.8125em; color: var(--_muted); font-variant-numeric: tabular-nums;
  }
  .notice :is(p, ul) { flex: 1 1 16em; min-inline-size: 0; overflow-wrap: anywhere; text-wrap: pretty; }
  .notice ul { flex-basis: 0; }
  .actions { display: flex; flex-wrap: wrap; gap: 8px; }
  .notice li + li { margin-block-start: 4px; }
  .notice button { font-size: 1em; }
  .dismiss { flex: none; inline-size: max(34px, 1.7em); padding: 0; }
  .dismiss > span { ${unseen} }
`;

const adding = css`
  .add { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 10px; margin-block-end: 12px; }
  label { font-size: 0.8125em; color: var(--_muted); }
  input {
    flex: 1 1 12em; min-inline-size: 0; min-block-size: 34px; padding: 4px 12px; border: 1px solid var(--_outline);
    border-radius: 10px; font: inherit; font-size: 0.875em; color: inherit; background: var(--_surface);
  }
  @container (inline-size < 440px) { label { flex: 1 0 100%; } }
  :is(input, .empty):focus-visible { outline: 2px solid var(--_accent); outline-offset: 1px; }
  .empty {
    display: grid; justify-items: center; gap: 4px; padding: 36px 16px; border: 1px dashed var(--_edge);
    border-radius: var(--_radius); text-align: center; text-wrap: balance; color: var(--_muted);
  }
  .empty svg { inline-size: 32px; block-size: 32px; margin-block-end: 4px; stroke-width: 1.4; }
  .empty p + p { font-size: 0.8125em; }
  .drop {
    position: absolute; inset: -6px; z-index: 1; display: grid; justify-items: center; align-content: start; pointer-events: none;
    border: 2px dashed var(--_accent); border-radius: calc(var(--_radius) + 4px);
    background: color-mix(in srgb, var(--_accent) 12%, color-mix(in srgb, var(--_surface) 85%, transparent));
  }
  .drop span {
    position: sticky; inset-block-start: 12px; margin: 12px; padding: 6px 16px; border: 1px solid transparent; border-radius: 99px; font-size: 0.875em;
    font-weight: 600; color: var(--_on-accent); background: var(--_accent);
  }
`;

const forcedColors = css`
  @media (forced-colors: active) {
    .meter, .whole { border: 1px solid CanvasText; }
    .unknown { forced-color-adjust: none; background: color-mix(in srgb, Highlight 35%, Canvas); }
    .meter span, .whole span { forced-color-adjust: none; background: Highlight; }
  }
`;

export const shelfStyles = [palette, icons, buttons, layout, header, notices, adding, forcedColors];
