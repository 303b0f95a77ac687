import type { ElementEntry } from '../../manifest/elements-manifest.js';
import { elementsManifest, elementsOf, propertiesOf } from '../../manifest/elements-manifest.js';
import { escapeHtml } from './escape.js';
import { block, inline } from './prose.js';

interface Row {
  readonly name: string;
  readonly type?: string | undefined;
  readonly description: string;
}

interface Table {
  readonly title: string;
  readonly rows: readonly Row[];
}

/** What the docstrings of the elements say. */
export async function elementReference(root: string): Promise<string> {
  return elementsOf(await elementsManifest(root))
    .map(section)
    .join('\n');
}

/** What there is to know of an element, kind by kind; kinds that it has none of are left out. */
export function tablesOf(element: ElementEntry): Table[] {
  const { attributes = [], events = [], slots = [], cssParts = [], cssProperties = [] } = element;
  const typed = ({
    name,
    type,
    description = '',
  }: {
    name: string;
    type?: { text: string };
    description?: string;
  }) => ({
    name,
    type: type?.text,
    description,
  });
  const tables: Table[] = [
    { title: 'Attributes', rows: attributes.map(typed) },
    { title: 'Properties', rows: propertiesOf(element).map(typed) },
    { title: 'Events', rows: events.map(typed) },
    { title: 'Slots', rows: slots.map((slot) => typed({ ...slot, name: slot.name || '(default)' })) },
    { title: 'Parts', rows: cssParts.map(typed) },
    {
      title: 'Custom properties',
      rows: cssProperties.map((property) => ({ ...typed(property), type: property.default })),
    },
  ];
  return tables.filter(({ rows }) => rows.length > 0);
}

function section(element: ElementEntry): string {
  const { tagName, description = '' } = element;
  return `
    <section aria-labelledby="${tagName}">
      <h2 id="${tagName}"><code>&lt;${tagName}&gt;</code></h2>
      ${block(description)}
      ${tablesOf(element)
        .map((table) => tableHtml(table, tagName))
        .join('\n')}
    </section>`;
}

function tableHtml({ title, rows }: Table, tagName: string): string {
  const id = `${tagName}-${title.toLowerCase().replace(' ', '-')}`;
  return `
    <h3 id="${id}">${title}</h3>
    <dl class="reference" aria-labelledby="${id}">
      ${rows
        .map(
          ({ name, type, description }) => `
          <div>
            <dt><code>${escapeHtml(name)}</code>${type ? ` <code class="type">${escapeHtml(type)}</code>` : ''}</dt>
            <dd>${inline(description)}</dd>
          </div>`,
        )
        .join('')}
    </dl>`;
}
