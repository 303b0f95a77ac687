import { html, nothing, type TemplateResult } from 'lit';
import type { Download } from '../../page/download.js';
import { explain } from '../card/description.js';
import { BUTTON_ICONS } from '../card/icons.js';
import type { Language } from '../languages/languages.js';
import type { Words } from '../languages/words.js';
import type { Outcome, Refusal } from './add-links.js';

const SPELLED_OUT = 3; // of many that are refused
const LONGEST_TEXT = 80; // characters, of whatever was dropped

interface Offer {
  readonly id: string;
  readonly text: string;
  readonly action: string;
  readonly onAction: () => void;
  /** Absent: it stays until it is taken. */
  readonly onDismiss?: () => void;
  /** Told whether somebody points at it, or has come to it with the keyboard. */
  readonly onHold?: (isHeld: boolean) => void;
}

/** What an earlier page has left to be continued. Nothing of nothing. */
export function leftOverNotice(
  downloads: readonly Download[],
  { words, formats }: Language,
  on: Pick<Offer, 'onAction' | 'onDismiss'>,
): TemplateResult | typeof nothing {
  if (downloads.length === 0) return nothing;
  const states = downloads.map(({ state }) => state);
  const storedBytes = states.reduce((sum, state) => sum + state.storedBytes, 0);
  const totalBytes = states.reduce((sum, state) => sum + (state.totalBytes ?? Number.NaN), 0);
  const amount = Number.isNaN(totalBytes)
    ? formats.bytes(storedBytes)
    : words.ofTotal(formats.part(storedBytes, totalBytes), formats.bytes(totalBytes));
  const text = words.shelf.canContinue(formats.count(downloads.length), words.kept(amount));
  const action = downloads.length > 1 ? words.shelf.resumeAll : words.buttons.resume;
  return offer({ id: 'left-over', text, action, ...on }, words);
}

/** What nobody has touched for so many days. */
export function staleNotice(
  stale: readonly Download[],
  days: number,
  { words, formats }: Language,
  onAction: () => void,
): TemplateResult | typeof nothing {
  if (stale.length === 0) return nothing;
  const storedBytes = stale.reduce((sum, { state }) => sum + state.storedBytes, 0);
  const count = formats.count(stale.length);
  const text = words.stale(count, formats.count(days), formats.bytes(storedBytes));
  return offer({ id: 'stale', text, action: words.removeStale(count), onAction }, words);
}

/** What has just been thrown away, and can be brought back; said to screen readers, since its cards are gone. */
export function clearedNotice(
  count: number,
  { words, formats }: Language,
  onAction: () => void,
  onHold: (isHeld: boolean) => void,
): TemplateResult {
  const text = words.shelf.cleared(formats.count(count));
  const notice = offer({ id: 'cleared', text, action: words.buttons.undo, onAction, onHold }, words);
  return html`<div role="status">${count > 0 ? notice : nothing}</div>`;
}

function offer({ id, text, action, onAction, onDismiss, onHold }: Offer, words: Words): TemplateResult {
  const hold = (isHeld: boolean) => () => onHold?.(isHeld);
  return html`
    <div
      class="notice"
      part="notice ${id}"
      @pointerenter=${hold(true)}
      @pointerleave=${hold(false)}
      @focusin=${hold(true)}
      @focusout=${hold(false)}
    >
      <p id=${id}><bdi>${text}</bdi></p>
      <span class="actions">
        <button class="secondary" part="button" type="button" aria-describedby=${id} @click=${onAction}>${action}</button>
        ${onDismiss ? dismissButton(words, onDismiss, id) : nothing}
      </span>
    </div>
  `;
}

/** What was added twice, and what could not be added; said to screen readers, since nothing else tells of it. */
export function outcomeNotice(
  { known, refused }: Omit<Outcome, 'added'>,
  { words, formats, isRightToLeft }: Language,
  onDismiss: () => void,
): TemplateResult {
  const more = Math.max(0, known.length - SPELLED_OUT) + Math.max(0, refused.length - SPELLED_OUT);
  const lines = [
    ...known.slice(0, SPELLED_OUT).map(({ name }) => words.shelf.alreadyHere(name)),
    ...refused.slice(0, SPELLED_OUT).map((refusal) => whyRefused(refusal, words)),
    ...(more > 0 ? [words.shelf.andMore(formats.count(more))] : []),
  ];
  // Many begin with a name or a link, which says nothing of the direction of the sentence.
  const dir = isRightToLeft ? 'rtl' : 'ltr';
  const list = html`<ul>${lines.map((line) => html`<li><bdi dir=${dir}>${line}</bdi></li>`)}</ul>`;
  return html`
    <div id="outcome" role="status" class=${lines.length > 0 ? 'notice outcome' : ''} part="notice outcome">
      ${lines.length > 0 ? html`${list}${dismissButton(words, onDismiss, 'outcome')}` : nothing}
    </div>
  `;
}

function whyRefused({ text, error }: Refusal, words: Words): string {
  const shown = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
  return error ? words.about(shown, explain(error, words).what) : words.shelf.notALink(shown);
}

function dismissButton(words: Words, onDismiss: () => void, describedBy: string): TemplateResult {
  return html`
    <button class="secondary dismiss" part="button dismiss-button" type="button" title=${words.shelf.dismiss} aria-describedby=${describedBy} @click=${onDismiss}>
      ${BUTTON_ICONS.cancel}<span>${words.shelf.dismiss}</span>
    </button>
  `;
}
