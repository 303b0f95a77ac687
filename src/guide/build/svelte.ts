import { compile } from 'svelte/compiler';
import type { Plugin } from 'vite';

/** Compiles Svelte's components. */
export function svelte(): Plugin {
  return {
    name: 'svelte',
    transform: (code, id) =>
      id.endsWith('.svelte') ? compile(code, { filename: id, generate: 'client', dev: false }).js : null,
  };
}
