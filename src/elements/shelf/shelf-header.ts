import { html, nothing, type TemplateResult } from 'lit';
import { estimate, spoken } from '../card/description.js';
import { BUTTON_ICONS, WARNING_ICON } from '../card/icons.js';
import type { Language } from '../languages/languages.js';
import type { BulkPress } from './bulk.js';
import type { OverallProgress } from './overall-progress.js';
import type { Room } from './room.js';

/** Everything that the header and the footer are drawn from. */
export interface ShelfView {
  readonly overall: OverallProgress | undefined;
  /** Of all of them together. */
  readonly storedBytes: number;
  readonly room: Room | undefined;
  readonly bytesShort: number;
  /** What makes sense now. */
  readonly presses: ReadonlySet<BulkPress>;
  readonly language: Language;
  readonly onPress: (press: BulkPress) => void;
}

const ICONS = {
  pauseAll: BUTTON_ICONS.pause,
  resumeAll: BUTTON_ICONS.resume,
  clearFinished: BUTTON_ICONS.remove,
} as const;

export function shelfHeader(view: ShelfView): TemplateResult {
  const {
    language: { words, formats },
    bytesShort,
  } = view;
  return html`
    <div class="header" part="header">
      <h2 id="title" tabindex="-1">${words.downloads}</h2>
      <div class="bulk" part="buttons">
        ${bulkButton('pauseAll', view)} ${bulkButton('resumeAll', view)} ${bulkButton('clearFinished', view)}
      </div>
      <p class="overall" part="overall"><bdi>${overallFacts(view).map((fact, index) => html`${index > 0 ? ' · ' : ''}<span>${fact}</span>`)}</bdi></p>
      ${overallBar(view)}
    </div>
    ${bytesShort > 0 ? html`<p class="short" part="short">${WARNING_ICON}<bdi>${words.shelf.shortOfRoom(formats.bytes(bytesShort))}</bdi></p>` : nothing}
  `;
}

export function shelfFooter({
  room,
  language: { words, formats },
  bytesShort,
}: ShelfView): TemplateResult | typeof nothing {
  if (!room) return nothing;
  const { usedBytes, quotaBytes } = room;
  return html`
    <p class="room" part="room">
      <bdi>${words.room(formats.bytes(usedBytes), formats.bytes(Math.max(0, quotaBytes - usedBytes)))}</bdi>
      <span class="meter ${bytesShort > 0 ? 'full' : ''}" part="room-meter" aria-hidden="true"><span .style=${wide((100 * usedBytes) / quotaBytes)}></span></span>
    </p>
  `;
}

/** Stays the same element, so that the focus has somewhere to go on from. */
function bulkButton(press: BulkPress, { presses, language: { words }, onPress }: ShelfView): TemplateResult {
  return html`
    <button
      class="secondary ${press === 'clearFinished' ? '' : 'turn'}"
      part="button"
      type="button"
      ?hidden=${!presses.has(press)}
      @click=${() => onPress(press)}
    ><span>${ICONS[press]}${words.shelf[press]}</span></button>
  `;
}

/** While nothing is under way: how much is there. */
function overallFacts({ overall, storedBytes, language }: ShelfView): string[] {
  const { words, formats } = language;
  if (!overall) return storedBytes > 0 ? [words.kept(formats.bytes(storedBytes))] : [];
  const { left, bytesPerSecond, secondsLeft } = overall;
  const rate = bytesPerSecond > 0 ? formats.rate(bytesPerSecond) : '';
  const facts = [...amounts(overall, language), rate, estimate(secondsLeft, words, formats)];
  return [words.shelf.inProgress(formats.count(left)), ...facts.filter(Boolean)];
}

function amounts({ storedBytes, totalBytes, percent }: OverallProgress, { words, formats }: Language): string[] {
  if (totalBytes !== undefined && percent !== undefined) {
    const ofTotal = words.ofTotal(formats.part(storedBytes, totalBytes), formats.bytes(totalBytes));
    return [ofTotal, formats.percent(percent)];
  }
  return storedBytes > 0 ? [words.soFar(formats.bytes(storedBytes))] : [];
}

/** Always there, as the line below the header, so that nothing moves when a download begins. */
function overallBar({ overall, language }: ShelfView): TemplateResult {
  if (!overall) return html`<div class="whole" part="overall-bar"></div>`;
  return html`
    <div
      class="whole ${overall.percent === undefined ? 'unknown' : ''}"
      part="overall-bar"
      role="progressbar"
      aria-label=${language.words.shelf.overall}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow=${overall.percent ?? nothing}
      aria-valuetext=${spoken(language.words, ...amounts(overall, language)) || language.words.unknownProgress}
    ><span .style=${wide(overall.percent ?? 0)}></span></div>
  `;
}

/** To be set as a property: as an attribute a strict policy forbids it. */
function wide(percent: number): string {
  return `inline-size: ${Math.min(100, percent)}%`;
}
