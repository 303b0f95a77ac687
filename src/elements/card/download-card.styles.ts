import { css } from 'lit';
import { buttons } from './button.styles.js';
import { compact } from './compact.styles.js';
import { palette } from './palette.styles.js';
import { pictures } from './pictures.styles.js';
import { unseen } from './unseen.styles.js';

const layout = css`
  :host {
    display: block; position: relative; min-inline-size: 0;
    container-type: inline-size; contain-intrinsic-inline-size: 24em;
  }
  :host([hidden]) { display: none; }
  .card {
    display: grid;
    grid-template: 'icon heading buttons' auto 'bar bar bar' auto 'line line line' auto / auto minmax(0, 1fr) auto;
    column-gap: 12px;
    padding: var(--rd-padding, 14px 16px);
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_ink);
    line-height: 1.4;
    font-variant-numeric: tabular-nums;
  }
  .card > * { grid-column: 1 / -1; min-inline-size: 0; }
  .card > .icon { grid-area: icon; align-self: center; }
  .card > .heading { grid-area: heading; align-self: center; }
  .card > .brief { grid-area: brief; display: none; }
  .card > .buttons { grid-area: buttons; align-self: center; }
  .card > .bar { grid-area: bar; }
  .card > .line { grid-area: line; }
  slot { display: block; }
  [dir='rtl'] slot { direction: ltr; } /* where only the words asked for it: what a page puts inside is the page's */
  p, ul { margin: 0; padding: 0; }
  .buttons { display: flex; flex-direction: row-reverse; align-items: center; gap: 8px; min-block-size: 34px; }
  .buttons > button { flex: none; }
  .buttons > :is(.secondary, .extra) { inline-size: max(34px, 1.7em); padding: 0; }
  .buttons > .secondary[hidden] { visibility: hidden; } /* keeps its place */
  .buttons > .extra[hidden] { display: none; }
  :is(.secondary, .extra) .label, .spoken { ${unseen} }
  .line { display: flex; justify-content: space-between; gap: 0 12px; min-block-size: 1.4em; }
  .headline { min-inline-size: 0; max-inline-size: 100%; overflow-wrap: anywhere; }
  .aside { flex: none; max-inline-size: 100%; }
  :is(.aside, .brief) bdi { display: flex; flex-wrap: wrap; block-size: 1.4em; overflow: hidden; white-space: pre; }
  .aside bdi { flex-wrap: wrap-reverse; align-content: flex-end; }
  .aside bdi:empty { display: none; }
  .brief span { min-inline-size: 0; overflow: hidden; text-overflow: ellipsis; }
  :host(:dir(rtl)) :is(.aside, .brief) bdi { justify-content: right; }
  .late details { visibility: hidden; } /* keeps its place */
  .late .headline { animation: appear 0s 500ms both; }
  @keyframes appear { from { opacity: 0; } }
  @container (inline-size < 32em) {
    .card {
      grid-template:
        'icon heading heading' auto 'bar bar bar' auto
        'status status status' minmax(calc(0.8125 * 1.4em), auto) 'aside aside buttons' auto
        / auto minmax(0, 1fr) auto;
    }
    .line { display: contents; } /* what it is doing has a row, and the numbers that go with it stand beside the buttons */
    .headline { grid-area: status; }
    .aside { grid-area: aside; display: grid; align-content: center; block-size: 2.8em; overflow: hidden; }
    .aside bdi { display: block; block-size: auto; }
    .aside bdi > span { display: block; overflow: hidden; text-overflow: ellipsis; }
    .aside bdi > :only-child { white-space: normal; }
    .aside .dot { display: none; }
    .card[data-status='failed'] .headline { grid-row: status / aside; grid-column: aside; } /* no button moves for its length */
  }
  @container (inline-size < 20em) {
    .card { column-gap: 10px; padding: var(--rd-padding, 12px); }
    .card > .icon { inline-size: 34px; block-size: 34px; }
    .buttons > .primary { inline-size: max(34px, 1.7em); padding: 0; }
    .buttons > .primary::after { content: none; }
    .primary .label { ${unseen} }
  }
`;

const text = css`
  .name { font-size: 0.9375em; font-weight: 600; display: flex; }
  .name bdi { display: flex; min-inline-size: 0; white-space: pre; }
  .stem { overflow: hidden; text-overflow: ellipsis; }
  .tail { flex: none; }
  .card:has(details[open]) .name bdi { display: block; white-space: pre-wrap; overflow-wrap: anywhere; } /* all of it */
  .facts, .line, .brief, .more { font-size: 0.8125em; color: var(--_muted); }
  .facts { min-block-size: 1.4em; overflow-wrap: anywhere; }
  .facts.place { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; } /* a long address tells no more */
  .card:is([data-status='waiting'], [data-status='complete'], [data-status='failed']) :is(.headline, .brief),
  .problem { color: var(--_tone); }
  .problem { --_tone: var(--_danger); }
  .more > * { margin-block-start: 6px; }
  .offer { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 4px 12px; }
  .offer > span { display: flex; flex-wrap: wrap; gap: 6px; }
  .notes { list-style: none; }
  .notes li { display: flex; gap: 6px; }
  .notes li + li { margin-block-start: 6px; }
  .notes svg { flex: none; inline-size: 1.2em; block-size: 1.2em; margin-block-start: 0.1em; }
  .warning > svg { color: var(--_warning); }
  summary { display: inline-block; padding-block: 4px; cursor: pointer; text-decoration: underline; text-underline-offset: 2px; }
  .media > * { display: block; inline-size: 100%; max-block-size: 70vh; margin-block-start: 12px; border-radius: 8px; }
  .media > video { background: #000; }
  .media > img { object-fit: contain; }
  details p { overflow-wrap: anywhere; }
  details p + p { margin-block-start: 4px; }
  .diagnosis { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; margin-block: 6px 2px; }
  textarea {
    box-sizing: border-box; inline-size: 100%; margin-block-start: 6px; padding: 8px; border: 1px solid var(--_outline);
    border-radius: 8px; font: 0.92em/1.5 ui-monospace, monospace; color: inherit; background: transparent; resize: vertical;
  }
  ::slotted(*) { margin-block-start: 12px; }
`;

/** As long as nothing is wrong the details are an arrow where there is room: in the last line, or in the corner. */
const arrow = css`
  .line { padding-inline-end: 28px; }
  .more { position: relative; }
  details:not(.wanted) { margin: 0; }
  details:not(.wanted) > summary {
    position: absolute; inset-block-end: calc(100% + 0.7em - 10px); inset-inline-end: -5px;
    inline-size: 24px; block-size: 24px; padding: 0; overflow: hidden; border-radius: 12px; text-indent: 100%; white-space: nowrap;
  }
  details:not(.wanted) > summary:hover { background: var(--_track); }
  details:not(.wanted) > summary::before {
    content: ''; position: absolute; inset: 7px 8px 9px; border: solid; border-width: 0 1.6px 1.6px 0; rotate: 45deg;
  }
  details[open]:not(.wanted) > summary::before { inset-block: 10px 6px; rotate: -135deg; }
  details:not(.wanted) > summary ~ * { margin-block-start: 6px; }
  @container (inline-size < 32em) {
    .card { position: relative; }
    .line > .aside { margin: 0; }
    .name { padding-inline-end: 18px; }
    .more { position: static; }
    details:not(.wanted) > summary { inset-block: 10px auto; inset-inline-end: 8px; }
  }
`;

export const icons = css`
  svg {
    display: block; inline-size: 1.25em; block-size: 1.25em;
    fill: none; stroke: currentcolor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round;
  }
  .icon {
    display: grid; place-items: center; inline-size: 40px; block-size: 40px; border-radius: 10px;
    color: var(--_tone); background: var(--_track);
    background: color-mix(in srgb, var(--_tone) 13%, transparent);
  }
  .icon svg { inline-size: 22px; block-size: 22px; }
`;

const forcedColors = css`
  @media (forced-colors: active) {
    button { border-color: ButtonBorder; }
    svg { forced-color-adjust: auto; }
  }
`;

export const cardStyles = [palette, layout, text, arrow, icons, pictures, buttons, compact, forcedColors];
