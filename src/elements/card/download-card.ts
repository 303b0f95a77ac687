import { html, nothing, type TemplateResult } from 'lit';
import type { DownloadError } from '../../core/errors.js';
import type { DownloadState } from '../../core/state.js';
import type { Formats } from '../languages/format.js';
import type { Words } from '../languages/words.js';
import { type ButtonPlan, buttonsFor, type Press } from './buttons.js';
import { amounts, type Description, describeState, explain } from './description.js';
import { fileKind } from './file-kind.js';
import { fileNameLine } from './file-name-line.js';
import { BUTTON_ICONS, FILE_ICONS, NOTE_ICON } from './icons.js';
import { wholePercent } from './progress.js';
import { rangeMap } from './range-map.js';

/** Everything that the card is drawn from. */
export interface CardView {
  readonly name: string;
  /** Where the file comes from. */
  readonly host: string;
  readonly state: DownloadState;
  /** What a press led to, when it was not what the person wanted. */
  readonly problem: DownloadError | undefined;
  /** In milliseconds since the epoch. */
  readonly now: number;
  readonly words: Words;
  readonly formats: Formats;
  readonly onPress: (press: Press) => void;
}

export function downloadCard(view: CardView): TemplateResult {
  const { name, host, state, now, words, formats } = view;
  const description = describeState(state, host, now, words, formats);
  return html`
    <div class="card" part="card" id="card" role="group" aria-label=${name} data-status=${state.status}>
      <span class="icon" part="icon">${FILE_ICONS[fileKind(name)]}</span>
      <div class="heading">
        ${fileNameLine(name)}
        <p class="facts" part="facts"><bdi>${description.facts}</bdi></p>
      </div>
      ${buttons(view)} ${bar(view)} ${line(description)} ${notes(description.notes)} ${failure(view)}
      <slot></slot>
    </div>
  `;
}

/** Drawn while there is no download yet: no state is known, so nothing is claimed. */
export function emptyCard(name: string, problem: DownloadError | undefined, words: Words): TemplateResult {
  return html`
    <div class="card" part="card" id="card" role="group" aria-label=${name} data-status=${problem ? 'failed' : 'idle'}>
      <span class="icon" part="icon">${FILE_ICONS[fileKind(name)]}</span>
      <div class="heading">${fileNameLine(name)}<p class="facts" part="facts"></p></div>
      ${problem ? undefined : html`<div class="buttons" part="buttons"></div>`}
      <div class="bar" part="bar"></div>
      <p class=${problem ? 'line' : 'line late'}><span part="status" role="status">
        <bdi>${problem ? explain(problem, words) : words.looking}</bdi>
      </span></p>
      ${problem && details([problem.message], words)}
      <slot></slot>
    </div>
  `;
}

/** The buttons stay the same elements whatever they are for, so that a press never loses the focus. */
function buttons({ state, words, onPress }: CardView): TemplateResult {
  const { primary, secondary, extra } = buttonsFor(state);
  const button = (kind: string, plan: ButtonPlan | undefined) => html`
    <button
      class=${kind}
      part="button ${kind}-button"
      type="button"
      ?hidden=${!plan}
      aria-describedby="card"
      data-name=${plan?.name ?? nothing}
      title=${kind === 'extra' && plan ? words.buttons[plan.name] : nothing}
      @click=${() => plan && onPress(plan.press)}
    >${plan && BUTTON_ICONS[plan.name]}<span>${plan && words.buttons[plan.name]}</span></button>
  `;
  return html`
    <div class="buttons" part="buttons">
      ${button('extra', extra)} ${button('primary', primary)} ${button('secondary', secondary)}
    </div>
  `;
}

function bar({ name, state, words, formats }: CardView): TemplateResult {
  const percent = wholePercent(state);
  const spoken = [amounts(state, words, formats), percent === undefined ? '' : formats.percent(percent)];
  const moving = state.status === 'connecting' || (state.status === 'downloading' && percent === undefined);
  return html`
    <div
      class="bar ${moving ? 'moving' : ''}"
      part="bar"
      role="progressbar"
      aria-label=${words.progressOf(name)}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow=${percent ?? nothing}
      aria-valuetext=${spoken.filter(Boolean).join(', ') || words.unknownProgress}
    >${rangeMap(state)}</div>
  `;
}

function line({ headline, aside }: Description): TemplateResult {
  return html`
    <p class="line">
      <span part="status" role="status"><bdi>${headline}</bdi></span>
      <span class="aside" part="aside"><bdi>${aside}</bdi></span>
    </p>
  `;
}

function notes(notes: readonly string[]): TemplateResult | typeof nothing {
  if (notes.length === 0) return nothing;
  return html`<ul class="notes" part="notes">${notes.map((note) => html`<li>${NOTE_ICON}<span><bdi>${note}</bdi></span></li>`)}</ul>`;
}

function failure({ state, problem, words }: CardView): TemplateResult | typeof nothing {
  if (state.status === 'failed') {
    return details([state.error.message, ...(state.advice ? [state.advice] : [])], words);
  }
  if (!problem) return nothing;
  return html`<p class="problem" part="problem" role="alert"><bdi>${explain(problem, words)}</bdi></p>${details([problem.message], words)}`;
}

function details(lines: readonly string[], words: Words): TemplateResult {
  return html`
    <details part="details">
      <summary>${words.details}</summary>
      ${lines.map((line) => html`<p><bdi>${line}</bdi></p>`)}
    </details>
  `;
}
