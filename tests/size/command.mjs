/*
 * What a page loads at once, compressed as a server would: builds it in memory, prints it with what may be loaded later, and
 * fails when it is more than it may be.
 */
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'vite';

const KIB = 1024;

/* Whatever grows past a limit has to be worth it. */
const LIMITS = [
  { mode: 'embed', what: 'resumable-download.js', limitBytes: 63 * KIB },
  { mode: 'headless', what: 'the headless API, bundled', limitBytes: 14 * KIB },
];

for (const { mode, what, limitBytes } of LIMITS) {
  const [{ output }] = await build({ mode, logLevel: 'warn', build: { write: false } });
  const chunks = output.filter(({ type }) => type === 'chunk').sort((a, b) => b.isEntry - a.isEntry);
  const atOnce = loadedAtOnce(chunks);
  const bytes = sum(atOnce.map(brotliBytes));
  const laterBytes = sum(chunks.filter((chunk) => !atOnce.includes(chunk)).map(brotliBytes));
  const isTooLarge = bytes > limitBytes;
  process.stdout.write(
    `${what}: ${kib(bytes)} of ${kib(limitBytes)} KiB brotli, ${kib(sum(atOnce.map(minifiedBytes)))} KiB minified` +
      `${laterBytes > 0 ? `, and ${kib(laterBytes)} KiB brotli later` : ''}${isTooLarge ? ': TOO LARGE' : ''}\n`,
  );
  if (isTooLarge) process.exitCode = 1;
}

/** Those that are loaded with the first of the chunks: what they import, but not what they import on demand. */
function loadedAtOnce([first, ...others]) {
  const loaded = [first];
  for (const { imports } of loaded)
    loaded.push(...others.filter((chunk) => imports.includes(chunk.fileName) && !loaded.includes(chunk)));
  return loaded;
}

/** Each file comes by itself. */
function brotliBytes({ code }) {
  const params = {
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
  };
  return brotliCompressSync(code, { params }).byteLength;
}

function minifiedBytes({ code }) {
  return Buffer.byteLength(code);
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

function kib(bytes) {
  return (bytes / KIB).toFixed(1);
}
