import { html, type SVGTemplateResult, svg, type TemplateResult } from 'lit';
import type { ButtonName } from '../languages/words.js';
import type { FileKind } from './file-kind.js';

/** Strokes on a grid of 24; the words beside them carry the meaning. */
function icon(strokes: SVGTemplateResult): TemplateResult {
  return html`<svg viewBox="0 0 24 24" aria-hidden="true">${strokes}</svg>`;
}

const CHECK = icon(svg`<path d="M5 12.5l4.5 4.5L19 7.5" />`);
const CROSS = icon(svg`<path d="M6 6l12 12M18 6L6 18" />`);

const BIN = icon(svg`<path d="M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.4L17 7M10.3 11v5m3.4-5v5" />`);

export const BUTTON_ICONS: Readonly<Record<ButtonName, TemplateResult>> = {
  download: icon(svg`<path d="M12 4v11m-5-4.5l5 5 5-5M5 20h14" />`),
  pause: icon(svg`<path d="M8.5 5.5v13m7-13v13" />`),
  resume: icon(svg`<path d="M8 5.5v13l10.5-6.5z" />`),
  retry: icon(svg`<path d="M19.5 12a7.5 7.5 0 1 1-2.4-5.5M19.5 3.5v4.2h-4.2" />`),
  cancel: CROSS,
  save: icon(svg`<path d="M4 15v3.5A1.5 1.5 0 0 0 5.5 20h13a1.5 1.5 0 0 0 1.5-1.5V15M12 4v11m-4-4l4 4 4-4" />`),
  undo: icon(svg`<path d="M8.5 5L4.5 9l4 4M4.5 9H14a5.5 5.5 0 0 1 0 11H8" />`),
  next: icon(svg`<path d="M5 4.5h14M12 20V9m-5 4.5l5-5 5 5" />`),
  stop: CROSS,
  remove: BIN,
  removeCopy: BIN,
  keep: CHECK,
  ok: CHECK,
  open: icon(svg`<circle cx="12" cy="12" r="8.5" /><path d="M10 8.5v7l5.5-3.5z" />`),
  close: CROSS,
};

export const FILE_ICONS: Readonly<Record<FileKind, TemplateResult>> = {
  video: icon(svg`<rect x="3.5" y="5.5" width="17" height="13" rx="2.5" /><path d="M10.3 9.2v5.6l4.7-2.8z" />`),
  audio: icon(
    svg`<path d="M9 17.5V6l10-2v11.5" /><circle cx="6.5" cy="17.5" r="2.5" /><circle cx="16.5" cy="15.5" r="2.5" />`,
  ),
  image: icon(
    svg`<rect x="3.5" y="4.5" width="17" height="15" rx="2.5" /><circle cx="8.8" cy="9.5" r="1.6" /><path d="M4 17l4.7-4.2 3.3 3 3.8-4.3 4.2 4.2" />`,
  ),
  archive: icon(svg`<path d="M4.5 8.5h15V18a2 2 0 0 1-2 2h-11a2 2 0 0 1-2-2zM3.5 4.5h17v4h-17zM10 12h4" />`),
  document: icon(
    svg`<path d="M6 3.5h7.5L18.5 8.5V19a1.5 1.5 0 0 1-1.5 1.5H7A1.5 1.5 0 0 1 5.5 19V4M13 3.8v5h5M9 12.8h6M9 16.3h6" />`,
  ),
  other: icon(
    svg`<path d="M7 3.5h6.5l5 5V19a1.5 1.5 0 0 1-1.5 1.5H7A1.5 1.5 0 0 1 5.5 19V5A1.5 1.5 0 0 1 7 3.5zM13 3.8v5h5" />`,
  ),
};

export const NOTE_ICON = icon(svg`<circle cx="12" cy="12" r="8.5" /><path d="M12 11v5m0-8.6v.2" />`);

export const WARNING_ICON = icon(svg`<path d="M12 4.2l8.6 15.3H3.4zM12 10v4.4m0 2.7v.1" />`);
