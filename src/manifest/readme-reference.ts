import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Package } from 'custom-elements-manifest/schema';
import { type ElementEntry, elementsManifest, elementsOf, propertiesOf } from './elements-manifest.js';

const BETWEEN = /(<!-- npm run docs writes from here -->\n).*?(\n<!-- to here -->)/s;

/** Writes what the docstrings of the elements say into the README. */
export async function writeReadme(root: string): Promise<void> {
  const path = join(root, 'README.md');
  const before = await readFile(path, 'utf8');
  await writeFile(path, withReference(before, await elementsManifest(root)));
}

/** The README with the reference that the manifest gives. */
export function withReference(readme: string, manifest: Package): string {
  const reference = elementsOf(manifest).map(section).join('\n\n');
  return readme.replace(BETWEEN, (_, from: string, to: string) => `${from}\n${reference}\n${to}`);
}

function section(element: ElementEntry): string {
  const {
    tagName,
    description = '',
    attributes = [],
    events = [],
    slots = [],
    cssParts = [],
    cssProperties = [],
  } = element;
  const attributeNames = new Set(attributes.map(({ fieldName }) => fieldName));
  const properties = propertiesOf(element).filter(({ name }) => !attributeNames.has(name));
  const rows = [
    row('attribute', attributes),
    row('property', properties),
    row('event', events),
    row(
      'slot',
      slots.map((slot) => ({ ...slot, name: slot.name || 'default' })),
    ),
    list('parts', cssParts),
    list('custom properties', cssProperties),
  ];
  const table = ['| | |', '|---|---|', ...rows.flat()].join('\n');
  return `### \`<${tagName}>\`\n\n${description.replaceAll('\n', ' ')}\n\n${table}`;
}

interface Named {
  readonly name: string;
  readonly description?: string;
}

/** One each, with what it means. */
function row(kind: string, named: readonly Named[]): string[] {
  return named.map(({ name, description = '' }) => `| ${kind} \`${name}\` | ${cell(description)} |`);
}

/** All in one row: their names say enough. */
function list(kind: string, named: readonly Named[]): string[] {
  return named.length === 0 ? [] : [`| ${kind} | ${named.map(({ name }) => `\`${name}\``).join(', ')} |`];
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
