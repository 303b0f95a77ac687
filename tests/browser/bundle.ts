import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';

/** A module of the tests with everything that it imports, as one script. */
export async function bundle(url: URL): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2022',
      minify: false,
      rolldownOptions: { treeshake: false }, // the package says that only what it builds has side effects
      lib: { entry: fileURLToPath(url), formats: ['es'], fileName: 'bundle' },
    },
  });
  const [output] = built as Rolldown.RolldownOutput[];
  if (!output) throw new Error(`Nothing was built of ${url}`);
  return output.output[0].code;
}
