import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';

/** A module beside this one with everything that it imports, as one script. */
export async function bundle(name: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2022',
      minify: false,
      rolldownOptions: { treeshake: false }, // the package says that only what it builds has side effects
      lib: { entry: fileURLToPath(new URL(name, import.meta.url)), formats: ['es'], fileName: 'bundle' },
    },
  });
  const [output] = built as Rolldown.RolldownOutput[];
  if (!output) throw new Error(`Nothing was built of ${name}`);
  return output.output[0].code;
}
