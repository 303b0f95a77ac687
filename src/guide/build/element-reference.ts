import type { ElementEntry } from '../../manifest/elements-manifest.js';
import { elementsManifest, elementsOf, propertiesOf } from '../../manifest/elements-manifest.js';
import { escapeHtml } from './escape.js';
import { block, inline } from './prose.js';
import { type TryKind, tryControl } from './try-control.js';

interface Row {
  readonly name: string;
  readonly type?: string | undefined;
  readonly description: string;
}

interface Table {
  readonly title: string;
  /** How each row is tried. */
  readonly tried?: (row: Row) => TryKind;
  readonly rows: readonly Row[];
}

/** What stands above the tables, to be tried. */
const LIVE: Readonly<Record<string, string>> = {
  'resumable-download': '<resumable-download src="/files/ranges.bin"></resumable-download>',
  'download-shelf': '<download-shelf></download-shelf>',
};

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
    {
      title: 'Attributes',
      rows: attributes.map(typed),
      tried: ({ type }) => (type === 'boolean' ? 'flag' : 'text'),
    },
    { title: 'Properties', rows: propertiesOf(element).map(typed) },
    { title: 'Events', rows: events.map(typed), tried: () => 'event' },
    {
      title: 'Slots',
      rows: slots.map((slot) => typed({ ...slot, name: slot.name || '(default)' })),
      tried: () => 'slot',
    },
    { title: 'Parts', rows: cssParts.map(typed), tried: () => 'part' },
    {
      title: 'Custom properties',
      tried: () => 'property',
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
      <div class="live">${LIVE[tagName] ?? ''}</div>
      ${tablesOf(element)
        .map((table) => tableHtml(table, tagName))
        .join('\n')}
    </section>`;
}

function tableHtml({ title, rows, tried }: Table, tagName: string): string {
  const id = `${tagName}-${title.toLowerCase().replace(' ', '-')}`;
  return `
    <h3 id="${id}">${title}</h3>
    <dl class="reference" aria-labelledby="${id}">
      ${rows
        .map((row) => {
          const { name, type, description } = row;
          return `
          <div>
            <dt><code>${escapeHtml(name)}</code>${type ? ` <code class="type">${escapeHtml(type)}</code>` : ''}</dt>
            <dd>${inline(description)}</dd>
            ${tried ? tryControl(tried(row), name) : ''}
          </div>`;
        })
        .join('')}
    </dl>`;
}
