/*
 * Runs a function of a module in this room, which is TypeScript: node src/manifest/run.mjs describe-package describePackage
 */
import { runnerImport } from 'vite';

const [name, run] = process.argv.slice(2);
const { module } = await runnerImport(new URL(`./${name}.ts`, import.meta.url).pathname);
await module[run](process.cwd());
