import { html, nothing, type TemplateResult } from 'lit';
import type { DownloadError } from '../../core/errors.js';
import type { Face } from '../face.js';
import type { Formats } from '../languages/format.js';
import type { Words } from '../languages/words.js';
import type { Media } from '../open-media.js';
import { buttonRow } from './button-row.js';
import type { Press } from './buttons.js';
import { type Description, describeState, explain, progressText } from './description.js';
import { type DiagnosisView, details } from './details.js';
import { noteList, problemLine } from './explanations.js';
import { fileKind } from './file-kind.js';
import { fileNameLine } from './file-name-line.js';
import { FILE_ICONS } from './icons.js';
import { mediaView } from './media-view.js';
import { offerRow } from './offer.js';
import { wholePercent } from './progress.js';

/** Everything that the card is drawn from. */
export interface CardView extends Face {
  readonly name: string;
  /** Where the file comes from. */
  readonly url: string;
  /** What a press led to, when it was not what the person wanted. */
  readonly problem: DownloadError | undefined;
  /** The file, while it is shown in place. */
  readonly media: Media | undefined;
  /** In milliseconds since the epoch. */
  readonly now: number;
  readonly words: Words;
  readonly formats: Formats;
  readonly onPress: (press: Press) => void;
  readonly diagnosis: DiagnosisView;
  /** The browser cannot show the file. */
  readonly onMediaError: () => void;
}

/**
 * Above are the parts that every state has, of the same height and at the same place. What only some states have to say
 * comes below all of them, so that no button moves for it.
 */
export function downloadCard(view: CardView): TemplateResult {
  const { name, url, state, now, words, formats, media } = view;
  const { host } = new URL(url);
  const description = { ...describeState(state, host, now, words, formats), ...view.line };
  return html`
    <div class="card" part="card" id="card" role="group" aria-label=${name} data-status=${state.status}>
      ${heading(name, description.facts, description.facts.endsWith(host))}
      ${buttonRow(view)} ${bar(view)} ${line(description)}
      <div class="more">
        ${description.advice && html`<p class="advice" part="advice"><bdi>${description.advice}</bdi></p>`}
        ${problemLine(view)} ${offerRow(view.offer)} ${noteList(description.notes, words)} ${details(view)}
      </div>
      ${media && mediaView(media, name, words, view.onMediaError)}
      <slot></slot>
    </div>
  `;
}

/** Drawn while there is no download yet: no state is known, so nothing is claimed. */
export function emptyCard(name: string, problem: DownloadError | undefined, words: Words): TemplateResult {
  const { what, next } = problem ? explain(problem, words) : { what: words.looking, next: '' };
  return html`
    <div
      class="card ${problem ? '' : 'late'}"
      part="card"
      id="card"
      role="group"
      aria-label=${name}
      data-status=${problem ? 'failed' : 'idle'}
    >
      ${heading(name, '')}
      <div class="buttons" part="buttons"></div>
      <div class="bar" part="bar"></div>
      ${line({ headline: what, aside: [], brief: [what] })}
      <div class="more">
        ${next && html`<p class="advice" part="advice"><bdi>${next}</bdi></p>`}
        ${details({ problem, words })}
      </div>
      <slot></slot>
    </div>
  `;
}

function heading(name: string, facts: string, isPlace = false): TemplateResult {
  return html`
    <span class="icon" part="icon">${FILE_ICONS[fileKind(name)]}</span>
    <div class="heading">
      ${fileNameLine(name)}
      <p class="facts ${isPlace ? 'place' : ''}" part="facts"><bdi>${facts}</bdi></p>
    </div>
  `;
}

function bar({ name, state, progress, words, formats }: CardView): TemplateResult {
  const percent = progress?.percent ?? wholePercent(state);
  return html`
    <div
      class="bar"
      part="bar"
      role="progressbar"
      aria-label=${words.progressOf(name)}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow=${percent ?? nothing}
      aria-valuetext=${progress?.text ?? progressText(state, words, formats)}
    ><canvas class="map" aria-hidden="true"></canvas></div>
  `;
}

/** Not a live region: what is to be announced is said elsewhere, once, and with the file's name. */
function line({ headline, aside, brief }: Pick<Description, 'headline' | 'aside' | 'brief'>): TemplateResult {
  return html`
    <p class="line">
      <span class="headline" part="status" role="status" aria-live="off" title=${headline}><bdi>${headline}</bdi></span>
      <canvas class="speed" aria-hidden="true"></canvas>
      <span class="aside" part="aside"><bdi>${aside.map((part, index) => html`<span>${part}${index < aside.length - 1 ? html`<span class="dot"> · </span>` : nothing}</span>`)}</bdi></span>
    </p>
    <p class="brief" part="brief" aria-hidden="true" title=${headline}><bdi>${brief.map((part, index) => html`<span>${index > 0 ? ' · ' : ''}${part}</span>`)}</bdi></p>
  `;
}
