import { html, nothing, type TemplateResult } from 'lit';
import { withoutSecrets } from '../../core/without-secrets.js';
import type { DiagnosisCopy } from '../diagnosis-copy.js';
import type { Words } from '../languages/words.js';
import type { CardView } from './download-card.js';

export interface DiagnosisView {
  readonly copy: DiagnosisCopy | undefined;
  readonly onCopy: () => void;
}

type DetailsView = Pick<CardView, 'words' | 'problem'> & Partial<Pick<CardView, 'url' | 'state' | 'diagnosis'>>;

/**
 * For those who want to know more, or are asked to: where it comes from, the technical words for what went wrong, and a
 * diagnosis to copy. In every state, so that nothing moves when it comes and it stays open when the state changes.
 */
export function details({ words, problem, url, state, diagnosis }: DetailsView): TemplateResult {
  const error = state?.status === 'failed' || state?.status === 'waiting' ? state.error : undefined;
  const address = url === undefined ? undefined : withoutSecrets(url);
  const lines = [address, error?.message, problem?.message, state?.advice].filter((line) => line !== undefined);
  return html`
    <details part="details" class=${state?.status === 'failed' || problem ? 'wanted' : ''}>
      <summary>${words.details}</summary>
      ${lines.map((line) => html`<p><bdi>${line}</bdi></p>`)}
      ${diagnosis && copyButton(diagnosis, words)}
    </details>
  `;
}

function copyButton({ copy, onCopy }: DiagnosisView, words: Words): TemplateResult {
  const said = copy && (copy.isCopied ? words.diagnosis.copied : words.diagnosis.copyThis);
  return html`
    <p class="diagnosis">
      <button class="quiet" part="button" type="button" aria-describedby="card" @click=${onCopy}>
        ${words.diagnosis.copy}
      </button>
      <bdi>${said}</bdi>
    </p>
    ${copy && !copy.isCopied ? text(copy.text, words) : nothing}
  `;
}

function text(diagnosis: string, words: Words): TemplateResult {
  return html`<textarea
    readonly
    dir="ltr"
    rows="8"
    spellcheck="false"
    aria-label=${words.diagnosis.copyThis}
    .value=${diagnosis}
    @focus=${(event: Event) => (event.target as HTMLTextAreaElement).select()}
  ></textarea>`;
}
