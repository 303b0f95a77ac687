import type { Plugin, Rolldown } from 'vite';

type Program = ReturnType<Rolldown.PluginContext['parse']>;

/** Names that a chunk and its entry have for the function that is made of it. */
export interface FunctionNames {
  /** The function, of which the chunk's own code may speak too. */
  readonly name: string;
  /** What the chunk's code calls that which it is given. */
  readonly parameter: string;
  /** What the entry gives it: an expression. */
  readonly given: string;
}

/**
 * Makes a function of one chunk, which must import nothing, and puts that into the entry that imports from it. The chunk's
 * code runs when the function is called, and what it exports is what the function returns. So it can be run elsewhere too,
 * from the text that the function has of itself (`Function.prototype.toString` is exact), and is sent to the browser once.
 */
export function chunkAsFunction(chunkName: string, { name, parameter, given }: FunctionNames): Plugin {
  return {
    name: 'chunk-as-function',
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const chunk = chunks.find((it) => it.name === chunkName);
      const entry = chunks.find((it) => it.isEntry);
      if (!chunk || !entry || chunk.imports.length > 0) throw new Error(`The chunk ${chunkName} cannot be a function`);
      const made = `function ${name}(${parameter}){${bodyOf(chunk.code, this.parse(chunk.code))}}`;
      entry.code = `${made}${callerOf(entry.code, this.parse(entry.code), chunk.fileName, `${name}(${given})`)}`;
      delete bundle[chunk.fileName];
    },
  };
}

/** The code of a module with a `return` where its exports are. */
function bodyOf(code: string, { body }: Program): string {
  const statement = body.at(-1);
  if (statement?.type !== 'ExportNamedDeclaration') throw new Error('The exports of a chunk should be its end');
  const returned = statement.specifiers.map(({ local, exported }) => `${nameOf(exported)}:${nameOf(local)}`);
  return `${code.slice(0, statement.start)}return{${returned.join()}}`;
}

/** The code of a module that takes from a call what it would import from a chunk. */
function callerOf(code: string, { body }: Program, fileName: string, call: string): string {
  const statement = body.find((it) => it.type === 'ImportDeclaration' && it.source.value === `./${fileName}`);
  if (statement?.type !== 'ImportDeclaration') throw new Error(`The entry should import ${fileName}`);
  const taken = statement.specifiers.map((it) =>
    it.type === 'ImportSpecifier' ? `${nameOf(it.imported)}:${it.local.name}` : raise(`${fileName} by its names`),
  );
  return `${code.slice(0, statement.start)}const{${taken.join()}}=${call};${code.slice(statement.end)}`;
}

function nameOf(it: { type: string; name?: string }): string {
  return it.name ?? raise('names without quotes');
}

function raise(wanted: string): never {
  throw new Error(`A chunk should be imported with ${wanted}`);
}
