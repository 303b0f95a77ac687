import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type ESTree, parseSync } from 'vite';

/** An export of the API as its source declares it. */
export interface Declaration {
  readonly name: string;
  readonly kind: 'class' | 'function' | 'interface' | 'type';
  readonly doc: string;
  readonly signature: string;
  readonly members: readonly Member[];
}

export interface Member {
  readonly name: string;
  readonly doc: string;
  readonly signature: string;
}

interface WrittenMember extends Member {
  readonly hasBody: boolean;
}

type Node = Pick<ESTree.Node, 'start' | 'end'>;

interface Source {
  readonly text: string;
  readonly program: ESTree.Program;
  readonly comments: readonly { readonly value: string; readonly start: number; readonly end: number }[];
}

/** What a table of contents such as `src/index.ts` exports, in its order. */
export function declarationsOf(entry: string): Declaration[] {
  const exported = read(entry).program.body.filter((node) => node.type === 'ExportNamedDeclaration');
  return exported.flatMap(({ source, specifiers }) => {
    const file = join(dirname(entry), (source?.value ?? '').replace(/\.js$/, '.ts'));
    return specifiers.map(({ exported }) => declarationIn(file, 'name' in exported ? exported.name : exported.value));
  });
}

function declarationIn(file: string, name: string): Declaration {
  const source = read(file);
  for (const node of source.program.body) {
    if (node.type !== 'ExportNamedDeclaration' || !node.declaration) continue;
    const found = describe(source, node, node.declaration, name);
    if (found) return found;
  }
  throw new Error(`${file} does not export ${name}`);
}

function describe(source: Source, node: Node, declared: ESTree.Declaration, name: string): Declaration | undefined {
  if (!('id' in declared) || declared.id?.type !== 'Identifier' || declared.id.name !== name) return undefined;
  const doc = docOf(source, node);
  const text = (until: number) => source.text.slice(declared.start, until).trim();
  switch (declared.type) {
    case 'ClassDeclaration':
      return {
        name,
        kind: 'class',
        doc,
        signature: text(declared.body.start),
        members: members(source, declared.body.body),
      };
    case 'TSInterfaceDeclaration':
      return {
        name,
        kind: 'interface',
        doc,
        signature: text(declared.body.start),
        members: members(source, declared.body.body),
      };
    case 'TSTypeAliasDeclaration':
      return { name, kind: 'type', doc, signature: text(declared.end), members: [] };
    case 'FunctionDeclaration':
      return { name, kind: 'function', doc, signature: text(declared.body?.start ?? declared.end), members: [] };
    default:
      return undefined;
  }
}

function members(source: Source, nodes: readonly (ESTree.ClassElement | ESTree.TSSignature)[]): Member[] {
  const all = written(source, nodes);
  const names = new Set(all.map(({ name }) => name));
  return [...names].map((name) => overloaded(all.filter((member) => member.name === name)));
}

/** A member with several signatures; the one that carries them out is nobody's business. */
function overloaded(all: readonly WrittenMember[]): Member {
  const declared = all.filter(({ hasBody }) => !hasBody);
  const shown = declared.length > 0 ? declared : all;
  const join = (texts: readonly string[], by: string) => texts.filter(Boolean).join(by);
  return {
    name: all[0]?.name ?? '',
    doc: join(
      shown.map(({ doc }) => doc),
      '\n\n',
    ),
    signature: join(
      shown.map(({ signature }) => signature),
      '\n',
    ),
  };
}

function written(source: Source, nodes: readonly (ESTree.ClassElement | ESTree.TSSignature)[]): WrittenMember[] {
  return nodes.flatMap((node) => {
    if (!('key' in node) || node.key.type !== 'Identifier') return []; // private ones are not identifiers
    const doc = docOf(source, node);
    if (doc.includes('@internal') || isPrivate(node)) return [];
    const body = 'value' in node && node.value && 'body' in node.value ? node.value.body : undefined;
    const signature = source.text
      .slice(node.start, body?.start ?? node.end)
      .trim()
      .replace(/^get (\w+)\(\)/, 'readonly $1')
      .replace(/[;,]$/, '');
    return [
      { name: node.key.name, doc, signature: signature.replace(/^(override|async) /, ''), hasBody: Boolean(body) },
    ];
  });
}

function isPrivate(node: ESTree.ClassElement | ESTree.TSSignature): boolean {
  return 'accessibility' in node && (node.accessibility === 'private' || node.accessibility === 'protected');
}

/** The docstring that stands right before. */
function docOf({ text, comments }: Source, { start }: Node): string {
  const comment = comments.findLast(({ end }) => end <= start);
  if (!comment?.value.startsWith('*') || text.slice(comment.end, start).trim()) return '';
  return comment.value
    .replace(/^\*/, '')
    .replace(/^[ \t]*\*[ \t]?/gm, '')
    .trim();
}

const sources = new Map<string, Source>();

function read(file: string): Source {
  const text = readFileSync(file, 'utf8');
  const known = sources.get(file);
  if (known?.text === text) return known;
  const { program, comments } = parseSync(file, text);
  const source = { text, program, comments };
  sources.set(file, source);
  return source;
}
