import { css } from 'lit';

/** A canvas has no use for `fill` and `stroke`: they bring it its other colours. The transition tells it of changes. */
export const pictures = css`
  .bar { overflow: hidden; block-size: 8px; margin-block: 12px 8px; border-radius: 4px; background: var(--_track); }
  canvas { display: block; color: var(--_tone); transition: 250ms; transition-property: color, fill, stroke; }
  .map {
    inline-size: 100%; block-size: 100%;
    color: var(--rd-stored, var(--_tone)); fill: var(--rd-active, var(--_tone)); stroke: var(--_success);
  }
  .speed { display: none; flex: 0 99999 96px; min-inline-size: 0; block-size: 2em; margin-block: -0.3em; }
  @container (inline-size >= 32em) {
    :is([data-status='connecting'], [data-status='downloading'], [data-status='waiting']) .speed { display: block; }
    .aside { margin-inline-start: auto; }
  }
  @media (forced-colors: active) {
    .bar { border: 1px solid CanvasText; }
    :is(.map, .speed) { forced-color-adjust: none; color: Highlight; fill: Highlight; stroke: Highlight; }
  }
`;
