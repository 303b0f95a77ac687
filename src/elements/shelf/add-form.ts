import { html, type TemplateResult } from 'lit';
import { BUTTON_ICONS } from '../card/icons.js';
import type { Words } from '../languages/words.js';

/** A field for a link. Several that are pasted into it are several links, which a field of one line would glue together. */
export function addForm(words: Words, onSubmit: (text: string) => boolean): TemplateResult {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const field = (event.target as HTMLFormElement).elements.namedItem('link') as HTMLInputElement;
    const isTaken = onSubmit(field.value);
    if (isTaken) field.value = '';
    field.focus();
  };
  const paste = (event: ClipboardEvent) => {
    const text = event.clipboardData?.getData('text/plain').trim() ?? '';
    if (!text.includes('\n')) return;
    event.preventDefault();
    onSubmit(text);
  };
  return html`
    <form class="add" part="add" novalidate @submit=${submit}>
      <label for="link">${words.shelf.addLink}</label>
      <input
        id="link" part="field" name="link" type="text" inputmode="url" dir="ltr" autocomplete="off" autocapitalize="off" spellcheck="false"
        placeholder="https://…" aria-describedby="outcome" @paste=${paste}
      />
      <button class="primary" part="button" type="submit"><span>${BUTTON_ICONS.download}${words.shelf.add}</span></button>
    </form>
  `;
}
