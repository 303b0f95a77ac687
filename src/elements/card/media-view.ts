import { html, type TemplateResult } from 'lit';
import type { Words } from '../languages/words.js';
import type { Media } from '../open-media.js';

/** The file itself. What the browser cannot show is said so in its place. */
export function mediaView(
  { kind, url, hasFailed }: Media,
  name: string,
  words: Words,
  onError: () => void,
): TemplateResult {
  if (hasFailed) return html`<p class="more problem" part="problem" role="alert"><bdi>${words.cannotShow}</bdi></p>`;
  return html`<div class="media" part="media">${medium()}</div>`;

  function medium(): TemplateResult {
    switch (kind) {
      case 'video':
        return html`<video src=${url} aria-label=${name} controls playsinline @error=${onError}></video>`;
      case 'audio':
        return html`<audio src=${url} aria-label=${name} controls @error=${onError}></audio>`;
      case 'image':
        return html`<img src=${url} alt=${name} @error=${onError} />`;
    }
  }
}
