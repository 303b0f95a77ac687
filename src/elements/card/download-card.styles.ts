import { css } from 'lit';

/** Colours follow the page's `color-scheme`; where `light-dark()` is unknown, the system's own colours do. */
export const palette = css`
  :host {
    --_surface: var(--rd-background, Canvas);
    --_ink: var(--rd-color, CanvasText);
    --_muted: var(--rd-muted, GrayText);
    --_edge: var(--rd-border, GrayText);
    --_track: var(--rd-track, rgb(128 128 128 / 25%));
    --_accent: var(--rd-accent, #2563eb);
    --_on-accent: var(--rd-on-accent, #fff);
    --_success: var(--rd-success, #15803d);
    --_warning: var(--rd-warning, #b45309);
    --_danger: var(--rd-danger, #dc2626);
    --_radius: var(--rd-radius, 14px);
    --_tone: var(--_accent);
  }
  @supports (color: light-dark(red, red)) {
    :host {
      --_surface: var(--rd-background, light-dark(#fff, #1d1f24));
      --_ink: var(--rd-color, light-dark(#16181d, #eceef2));
      --_muted: var(--rd-muted, light-dark(#5b6270, #a3aab8));
      --_edge: var(--rd-border, light-dark(#dfe2e8, #343842));
      --_track: var(--rd-track, light-dark(#e6e9ef, #343842));
      --_accent: var(--rd-accent, light-dark(#2563eb, #7aa7ff));
      --_on-accent: var(--rd-on-accent, light-dark(#fff, #0d1730));
      --_success: var(--rd-success, light-dark(#15803d, #58c782));
      --_warning: var(--rd-warning, light-dark(#b45309, #eeb04f));
      --_danger: var(--rd-danger, light-dark(#c92a2a, #ff8b85));
    }
  }
  .card[data-status='idle'],
  .card[data-status='removed'],
  .card[data-status='queued'],
  .card[data-status='paused'] { --_tone: var(--_muted); }
  .card[data-status='waiting'] { --_tone: var(--_warning); }
  .card[data-status='complete'] { --_tone: var(--_success); }
  .card[data-status='failed'] { --_tone: var(--_danger); }
`;

const layout = css`
  :host { display: block; container-type: inline-size; min-inline-size: 0; }
  :host([hidden]) { display: none; }
  .card {
    display: grid;
    grid-template: 'icon heading buttons' auto 'bar bar bar' auto 'line line line' auto / auto 1fr auto;
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
  .card > .icon { grid-area: icon; }
  .card > .heading { grid-area: heading; }
  .card > .buttons { grid-area: buttons; }
  .card > .bar { grid-area: bar; }
  .card > .line { grid-area: line; }
  slot { display: block; }
  p, ul { margin: 0; padding: 0; }
  .buttons { display: flex; align-items: center; gap: 8px; min-block-size: 34px; }
  .line { display: flex; justify-content: space-between; gap: 0 12px; min-block-size: 1.4em; }
  .line > [role='status'] { min-inline-size: 0; overflow-wrap: anywhere; }
  .aside { flex: none; }
  .late { animation: appear 0s 500ms both; }
  @keyframes appear { from { opacity: 0; } }
  @container (inline-size < 440px) {
    .card { grid-template: 'icon heading' auto 'bar bar' auto 'line line' auto / auto 1fr; }
    .card > .buttons { grid-area: auto; grid-column: 1 / -1; order: 1; margin-block-start: 12px; }
    slot { order: 2; }
    .buttons button:not(.extra) { flex: 1; }
  }
  @container (inline-size < 340px) {
    .card { column-gap: 10px; padding: var(--rd-padding, 12px); }
    .card > .icon { inline-size: 34px; block-size: 34px; }
    .line { flex-direction: column; }
    :is([data-status='queued'], [data-status='connecting'], [data-status='downloading']) .aside { min-block-size: 1.4em; }
  }
`;

const text = css`
  .heading { align-self: center; }
  .name { font-size: 0.9375em; font-weight: 600; display: flex; }
  .name bdi { display: flex; min-inline-size: 0; white-space: pre; }
  .stem { overflow: hidden; text-overflow: ellipsis; }
  .tail { flex: none; }
  .facts, .line, .notes, .problem, details { font-size: 0.8125em; color: var(--_muted); }
  .facts { min-block-size: 1.4em; overflow-wrap: anywhere; }
  .card:is([data-status='waiting'], [data-status='complete'], [data-status='failed']) [role='status'],
  .problem { color: var(--_tone); }
  .problem { --_tone: var(--_danger); margin-block-start: 6px; }
  .notes { list-style: none; }
  .notes li { display: flex; gap: 6px; margin-block-start: 6px; }
  .notes svg { flex: none; inline-size: 1.2em; block-size: 1.2em; margin-block-start: 0.1em; }
  summary { display: inline-block; padding-block: 4px; cursor: pointer; text-decoration: underline; text-underline-offset: 2px; }
  details p { overflow-wrap: anywhere; }
  ::slotted(*) { margin-block-start: 12px; }
`;

const icons = css`
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

const bar = css`
  .bar {
    position: relative; overflow: hidden; block-size: 6px; margin-block: 12px 8px;
    border-radius: 3px; background: var(--_track);
  }
  .bar > span { position: absolute; inset-block: 0; background: var(--_tone); }
  .bar > .stored { min-inline-size: 1px; }
  .bar > .active { opacity: 0.22; }
  .bar.moving::after {
    content: ''; position: absolute; inset-block: 0; inline-size: 30%; border-radius: inherit;
    background: var(--_tone); animation: pass 1.6s ease-in-out infinite;
  }
  [data-status='verifying'] .bar::after {
    content: ''; position: absolute; inset: 0;
    background: linear-gradient(90deg, transparent, rgb(255 255 255 / 45%), transparent);
    animation: sheen 1.4s linear infinite;
  }
  @keyframes pass { from { inset-inline-start: -30%; } to { inset-inline-start: 100%; } }
  @keyframes sheen { from { transform: translateX(-100%); } to { transform: translateX(100%); } }
  @media (prefers-reduced-motion: no-preference) {
    .gliding { transition: inline-size 300ms linear; }
  }
  @media (prefers-reduced-motion: reduce) {
    .bar::after { animation: none !important; }
    .bar.moving::after { inline-size: 100%; opacity: 0.3; }
  }
`;

export const buttons = css`
  button {
    display: inline-flex; align-items: center; justify-content: center; gap: 6px;
    min-block-size: 34px; padding: 4px 14px 4px 11px; border: 1px solid transparent; border-radius: 17px;
    font: inherit; font-size: 0.8125em; font-weight: 600; white-space: nowrap; cursor: pointer;
    color: var(--_ink); background: var(--_track);
  }
  button[hidden] { display: none; }
  button:is(.secondary, .extra) { background: transparent; border-color: var(--_edge); }
  button.extra { flex: none; inline-size: 34px; padding: 0; }
  .extra span { position: absolute; clip-path: inset(50%); }
  button.primary:not([data-name='pause']) { background: var(--_accent); color: var(--_on-accent); }
  button:hover { background: color-mix(in srgb, var(--_ink) 12%, var(--_track)); }
  button:is(.secondary, .extra):hover { background: var(--_track); }
  button.primary:not([data-name='pause']):hover { background: color-mix(in srgb, var(--_accent) 88%, var(--_ink)); }
  button:active { transform: translateY(1px); }
  :is(button, summary):focus-visible { outline: 2px solid var(--_accent); outline-offset: 2px; }
  summary:focus-visible { border-radius: 4px; }
`;

const forcedColors = css`
  @media (forced-colors: active) {
    .bar { border: 1px solid CanvasText; }
    .bar > span, .bar.moving::after { forced-color-adjust: none; background: Highlight; }
    button { border-color: ButtonBorder; }
  }
`;

export const cardStyles = [palette, layout, text, icons, bar, buttons, forcedColors];
