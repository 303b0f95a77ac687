declare module '*.svelte' {
  import type { Component } from 'svelte';

  const component: Component;
  // biome-ignore lint/style/noDefaultExport: what the compiler makes of such a file
  export default component;
}
