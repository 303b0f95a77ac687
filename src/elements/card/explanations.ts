import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '../languages/words.js';
import { explain, type Note } from './description.js';
import type { CardView } from './download-card.js';
import { NOTE_ICON, WARNING_ICON } from './icons.js';

const WARNINGS: ReadonlySet<Note> = new Set(['silent', 'notResumable']);

export function noteList(notes: readonly Note[], words: Words): TemplateResult | typeof nothing {
  if (notes.length === 0) return nothing;
  const item = (note: Note) => html`
    <li class=${WARNINGS.has(note) ? 'warning' : ''}>
      ${WARNINGS.has(note) ? WARNING_ICON : NOTE_ICON}<span><bdi>${words.notes[note]}</bdi></span>
    </li>
  `;
  return html`<ul class="notes" part="notes">${notes.map(item)}</ul>`;
}

export function problemLine({ problem, words }: CardView): TemplateResult | typeof nothing {
  if (!problem) return nothing;
  const { what, next } = explain(problem, words);
  return html`<p class="problem" part="problem"><bdi>${what} ${next}</bdi></p>`;
}
