import { css } from 'lit';

/** Colours follow the page's `color-scheme`; where `light-dark()` is unknown, the system's own colours do. */
export const palette = css`
  :host {
    --_surface: var(--rd-background, Canvas);
    --_ink: var(--rd-color, CanvasText);
    --_muted: var(--rd-muted, color-mix(in srgb, CanvasText 72%, Canvas));
    --_edge: var(--rd-border, color-mix(in srgb, CanvasText 20%, Canvas));
    --_track: var(--rd-track, rgb(128 128 128 / 25%));
    --_accent: var(--rd-accent, #2563eb);
    --_on-accent: var(--rd-on-accent, #fff);
    --_success: var(--rd-success, #15803d);
    --_warning: var(--rd-warning, #b45309);
    --_danger: var(--rd-danger, #dc2626);
    --_outline: color-mix(in srgb, var(--_ink) 50%, var(--_surface)); /* of fields, which has to be seen */
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
      --_warning: var(--rd-warning, light-dark(#a84b07, #eeb04f));
      --_danger: var(--rd-danger, light-dark(#c92a2a, #ff8b85));
    }
  }
  .card:is([data-status='idle'], [data-status='removed'], [data-status='queued'], [data-status='paused']) { --_tone: var(--_muted); }
  .card[data-status='waiting'] { --_tone: var(--_warning); }
  .card[data-status='complete'] { --_tone: var(--_success); }
  .card[data-status='failed'] { --_tone: var(--_danger); }
`;
