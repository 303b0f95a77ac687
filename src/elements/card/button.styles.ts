import { css } from 'lit';

export const buttons = css`
  button {
    display: inline-flex; flex-direction: column; align-items: center; justify-content: center;
    min-block-size: max(34px, 1.7em); padding: 4px 14px 4px 11px; border: 1px solid transparent; border-radius: 99px;
    font: inherit; font-size: 0.8125em; font-weight: 600; line-height: normal; white-space: nowrap; cursor: pointer;
    color: var(--_ink); background: var(--_track);
  }
  button > span { display: flex; align-items: center; gap: 6px; }
  [data-widest]::after { content: attr(data-widest); block-size: 0; padding-inline-start: 2em; visibility: hidden; white-space: pre; }
  button:is(.secondary, .extra, .quiet) { background: transparent; border-color: var(--_edge); }
  button.primary:not([data-name='pause'], [data-name='stop']) { background: var(--_accent); color: var(--_on-accent); }
  button:hover { background: color-mix(in srgb, var(--_ink) 12%, var(--_track)); }
  button:is(.secondary, .extra, .quiet):hover { background: var(--_track); }
  button.primary:not([data-name='pause'], [data-name='stop']):hover { background: color-mix(in srgb, var(--_accent) 88%, var(--_ink)); }
  button:active { transform: translateY(1px); }
  button.quiet { min-block-size: 26px; padding: 2px 10px; font-size: 1em; white-space: normal; }
  :is(button, summary, textarea):focus-visible { outline: 2px solid var(--_accent); outline-offset: 2px; }
  summary:focus-visible { border-radius: 4px; }
`;
