import type { Attribute, ClassField, Package } from 'custom-elements-manifest/schema';
import { type ElementEntry, elementsOf, propertiesOf } from './elements-manifest.js';

/**
 * The elements in the words of each framework's own types: declarations by file name. They are written from the manifest,
 * so that none can forget an attribute.
 */
export function frameworkTypes(manifest: Package): Record<string, string> {
  const elements = elementsOf(manifest);
  return {
    'react.d.ts': [...head(elements), ...elements.map(propsOf), ...REACT(elements)].join('\n'),
    'vue.d.ts': [...head(elements), ...elements.map(propsOf), ...VUE(elements)].join('\n'),
    'svelte.d.ts': [...head(elements), ...elements.map(propsOf), ...SVELTE(elements)].join('\n'),
  };
}

const REACT = (elements: readonly ElementEntry[]): string[] => [
  "import type { DetailedHTMLProps, HTMLAttributes } from 'react';",
  'type Base<E, Props> = Omit<DetailedHTMLProps<HTMLAttributes<E>, E>, keyof Props> & Props;',
  "declare module 'react' {",
  '  namespace JSX {',
  '    interface IntrinsicElements {',
  ...elements.map(({ name, tagName }) => `      '${tagName}': Base<${name}, ${name}Props & ${name}Listeners>;`),
  '    }',
  '  }',
  '}',
  '',
];

const VUE = (elements: readonly ElementEntry[]): string[] => [
  "import type { EmitFn, HTMLAttributes, PublicProps } from 'vue';",
  'type Base<E, Props, Events> = new () => E & {',
  '  /** Only for types: no element has it. */',
  '  $props: Omit<HTMLAttributes, keyof Props> & Props & PublicProps;',
  '  /** Only for types: no element has it. */',
  '  $emit: EmitFn<{ [Type in keyof Events]: (event: Events[Type]) => void }>;',
  '};',
  "declare module 'vue' {",
  '  interface GlobalComponents {',
  ...elements.map(({ name, tagName }) => `    '${tagName}': Base<${name}, ${name}Props, ${name}Events>;`),
  '  }',
  '}',
  '',
];

const SVELTE = (elements: readonly ElementEntry[]): string[] => [
  "import type { HTMLAttributes } from 'svelte/elements';",
  'type Base<E extends EventTarget, Props> = Omit<HTMLAttributes<E>, keyof Props> & Props;',
  "declare module 'svelte/elements' {",
  '  interface SvelteHTMLElements {',
  ...elements.map(({ name, tagName }) => `    '${tagName}': Base<${name}, ${name}Props & ${name}Listeners>;`),
  '  }',
  '}',
  '',
];

/** The module is that of the elements, with more types. */
function head(elements: readonly ElementEntry[]): string[] {
  const names = new Set(elements.flatMap((element) => [element.name, ...namesIn(element)]));
  return [`import type { ${[...names].sort().join(', ')} } from './elements.js';`, "export * from './elements.js';"];
}

/** The types that the declarations of an element name: all are exports of its module, but for those of the platform. */
function namesIn(element: ElementEntry): string[] {
  const types = [...propertiesOf(element), ...(element.events ?? [])].map(({ type }) => type?.text ?? '');
  return types.flatMap((type) => type.match(/\b[A-Z]\w+/g) ?? []).filter((name) => !(name in globalThis));
}

function propsOf(element: ElementEntry): string {
  const { name, attributes = [], events = [] } = element;
  const properties = propertiesOf(element).filter(({ readonly }) => !readonly);
  const others = attributes.filter((attribute) => !properties.some((property) => property.name === attribute.name));
  const typeOf = (type: string | undefined) => type || 'Event';
  return [
    `interface ${name}Props {`,
    ...[...properties, ...others].map(prop),
    '}',
    `interface ${name}Events {`,
    ...events.map((event) => `${doc(event.description)}  '${event.name}': ${typeOf(event.type?.text)};`),
    '}',
    `type ${name}Listeners = {`,
    `  [Type in keyof ${name}Events as \`on\${Type}\`]?: ((event: ${name}Events[Type]) => void) | undefined;`,
    '};',
  ].join('\n');
}

function prop({ name, type, description }: ClassField | Attribute): string {
  return `${doc(description)}  '${name}'?: ${optional(type?.text ?? 'string')};`;
}

function doc(description: string | undefined): string {
  return description ? `  /** ${description.replaceAll('*/', '*\\/').replaceAll('\n', ' ')} */\n` : '';
}

function optional(type: string): string {
  return /\bundefined$/.test(type) ? type : `${type} | undefined`;
}
