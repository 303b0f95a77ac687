import { compileScript, parse } from 'vue/compiler-sfc';

const SCRIPT = /<script lang="ts">(.*?)<\/script>/s;

/** A component of Vue with its template, or the script of one of Svelte, for TypeScript's compiler to check. */
export function componentAsTypeScript(path: string, code: string): string {
  return path.endsWith('.vue') ? vueAsTypeScript(path, code) : svelteAsTypeScript(code);
}

function vueAsTypeScript(filename: string, code: string): string {
  const { descriptor, errors } = parse(code, { filename });
  if (errors[0]) throw errors[0];
  const isCustomElement = (tag: string) => tag.includes('-');
  const { content } = compileScript(descriptor, {
    id: filename,
    inlineTemplate: true,
    templateOptions: { compilerOptions: { isCustomElement } },
  });
  return content;
}

/** With the types of Svelte's runes, which its own compiler knows without an import. */
function svelteAsTypeScript(code: string): string {
  const [, script] = SCRIPT.exec(code) ?? [];
  if (!script) throw new Error('There is no script');
  return `import type { Component } from 'svelte';\n${script}\ndeclare const component: Component;\nexport default component;\n`;
}
