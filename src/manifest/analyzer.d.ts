declare module '@custom-elements-manifest/analyzer/cli.js' {
  import type { Package } from 'custom-elements-manifest/schema';

  /** What the command does, without a process of its own. */
  export function cli(options: { argv: string[]; cwd: string; noWrite: boolean }): Promise<Package>;
}
