import { html, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Download } from '../../page/download.js';

/** The cards, which draw themselves: the list is looked at again only when others are in it. */
export function downloadList(listed: readonly Download[]): TemplateResult {
  return html`
    <ul class="list" part="list" role="list" aria-labelledby="title">
      ${guard([...listed], () =>
        repeat(
          listed,
          ({ id }) => id,
          (download) => html`
            <li tabindex="-1"><resumable-download part="download" .download=${download}></resumable-download></li>
          `,
        ),
      )}
    </ul>
  `;
}
