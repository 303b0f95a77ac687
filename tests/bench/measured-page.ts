import { setTimeout } from 'node:timers/promises';
import { type BrowserProgram, createProfile } from '../kill/disk-browser.js';
import type { RangeServer } from '../range-server/range-server.js';

const TOLD = '/told';
const POLL_MS = 50;

/** Milliseconds. */
export interface Timing {
  /** From `start()` to `complete`. */
  readonly totalMs: number;
  /** How long it was `verifying`, after all bytes were stored. */
  readonly verifyingMs: number;
}

/** Downloads once, and tells the server how long it took. */
const PAGE = `<!doctype html><title>bench</title><link rel="icon" href="data:,"><script type="module">
  import { openDownloads } from '/dist/resumable-download.js';
  const request = JSON.parse(new URL(location).searchParams.get('request'));
  const downloads = await openDownloads();
  const download = downloads.get(request);
  let verifyingAt;
  download.addEventListener('change', () => {
    if (download.state.status === 'verifying') verifyingAt ??= performance.now();
  });
  const startedAt = performance.now();
  download.start();
  const failure = await download.finished.catch(String);
  const endedAt = performance.now();
  const told = { failure, totalMs: endedAt - startedAt, verifyingMs: endedAt - (verifyingAt ?? endedAt) };
  await fetch('${TOLD}?' + encodeURIComponent(JSON.stringify(told)));
</script>`;

/** Downloads a file in a browser of its own, with a profile on disk, that nobody watches. */
export async function measure(
  program: BrowserProgram,
  server: RangeServer,
  request: { readonly url: string; readonly integrity?: string },
): Promise<Timing> {
  server.page('/', { html: PAGE });
  server.page(TOLD, { html: '' });
  const told = () => server.log.requests(TOLD);
  const before = told().length;
  const profile = await createProfile(program);
  const browser = profile.open(`${server.origin}/?request=${encodeURIComponent(JSON.stringify(request))}`);
  try {
    while (told().length === before) await setTimeout(POLL_MS);
  } finally {
    await browser.kill();
    await profile.delete();
  }
  const { failure, ...timing } = JSON.parse(decodeURIComponent(told().at(-1)?.query.slice(1) ?? '')) as Timing & {
    failure?: string;
  };
  if (failure) throw new Error(failure);
  return timing;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle) - 1] ?? 0)) / 2;
}
