import { cli } from '@custom-elements-manifest/analyzer/cli.js';
import type {
  ClassDeclaration,
  ClassField,
  CustomElement,
  CustomElementDeclaration,
  Declaration,
  Package,
} from 'custom-elements-manifest/schema';

/** Where the elements come from, for whoever has the package. */
const MODULE = 'dist/elements.js';

const CONFIG = 'src/manifest/analyzer.config.mjs';

/** What Lit asks of the author of an element, and nobody else needs to know. */
const LIT = new Set(['styles', 'properties', 'shadowRootOptions']);

/** An element, and all that a page can set, hear and style of it. */
export type ElementEntry = CustomElementDeclaration & CustomElement & ClassDeclaration & { tagName: string };

/**
 * The Custom Elements Manifest of the package: its elements, as their docstrings and static properties tell, in the one
 * module that consumers know.
 *
 * @param root the directory of the repository
 */
export async function elementsManifest(root: string): Promise<Package> {
  const { modules, ...rest } = await cli({ argv: ['analyze', '--config', CONFIG], cwd: root, noWrite: true });
  const found = modules.flatMap(({ declarations = [] }) => declarations);
  const declarations = found.filter(isElement).map(tidy);
  return {
    ...rest,
    modules: [
      {
        kind: 'javascript-module',
        path: MODULE,
        declarations,
        exports: declarations.flatMap(({ name, tagName }) => [
          { kind: 'js' as const, name, declaration: { name, module: MODULE } },
          { kind: 'custom-element-definition' as const, name: tagName, declaration: { name, module: MODULE } },
        ]),
      },
    ],
  };
}

/** The elements of a manifest. */
export function elementsOf(manifest: Package): ElementEntry[] {
  return manifest.modules.flatMap(({ declarations = [] }) => declarations).filter(isElement);
}

/** What scripts can set or read. */
export function propertiesOf(element: ElementEntry): ClassField[] {
  return (element.members ?? []).filter((member) => member.kind === 'field');
}

function isElement(declaration: Declaration): declaration is ElementEntry {
  return 'tagName' in declaration && declaration.tagName !== undefined;
}

function tidy(element: ElementEntry): ElementEntry {
  const { attributes = [], events = [], members = [], ...rest } = element;
  const described = new Map(attributes.map(({ fieldName, description }) => [fieldName, description]));
  const fields = members.filter((member) => member.kind === 'field').filter(isForPages);
  return {
    ...rest,
    attributes: attributes.map((attribute) => ({ ...attribute, type: attribute.type ?? { text: 'string' } })),
    events: events.filter(({ name, description }) => name && description),
    members: fields.map((field) => ({ ...field, description: field.description ?? described.get(field.name) ?? '' })),
  };
}

function isForPages({ name, privacy = 'public', static: isStatic = false }: ClassField): boolean {
  return privacy === 'public' && !isStatic && !LIT.has(name) && !/^[_#]/.test(name);
}
