import { setTimeout } from 'node:timers/promises';
import { browserMemory, peakMemory } from '../browser/process-memory.js';
import { type BrowserProgram, createProfile } from '../kill/disk-browser.js';
import type { RangeServer } from '../range-server/range-server.js';
import type { Timing } from './pages.js';

const TOLD = '/told';
const POLL_MS = 20;
/** What the start of a browser needs is gone by then. */
const IDLE_MS = 3000;
const WAIT = `setTimeout(() => { location = new URL(location).searchParams.get('next') }, ${IDLE_MS})`;

/**
 * Opens a page of the benchmark in a browser of its own, with a profile on disk, that nobody watches.
 *
 * @param page where one of the pages is served
 * @param request what it is given
 */
export function measure(
  program: BrowserProgram,
  server: RangeServer,
  page: string,
  request: { readonly url: string; readonly integrity?: string },
): Promise<Timing> {
  return inBrowser(program, server, page, request, (_profile, told) => told());
}

/** The most memory of all processes of the browser, in bytes above what it needs for an empty page. */
export function measureMemory(...[program, server, page, request]: Parameters<typeof measure>): Promise<number> {
  return inBrowser(program, server, page, request, async (profile, told) => {
    await setTimeout(IDLE_MS - 500);
    const idle = await browserMemory(profile);
    return (await peakMemory(profile, async () => void (await told()))) - idle;
  });
}

async function inBrowser<T>(
  program: BrowserProgram,
  server: RangeServer,
  page: string,
  request: object,
  look: (profile: string, told: () => Promise<Timing>) => Promise<T>,
): Promise<T> {
  server.page(TOLD, { html: '' });
  server.page('/idle', { html: `<!doctype html><script>${WAIT}</script>` });
  const before = server.log.requests(TOLD).length;
  const query = new URLSearchParams({ request: JSON.stringify(request), tell: server.origin + TOLD });
  const profile = await createProfile(program);
  const browser = profile.open(`${server.origin}/idle?${new URLSearchParams({ next: `${page}?${query}` })}`);
  try {
    return await look(profile.directory, () => untilTold(server, before));
  } finally {
    await browser.kill();
    await profile.delete();
  }
}

async function untilTold(server: RangeServer, before: number): Promise<Timing> {
  while (server.log.requests(TOLD).length === before) await setTimeout(POLL_MS);
  const query = server.log.requests(TOLD).at(-1)?.query.slice(1) ?? '';
  const { failure, ...timing }: Timing & { failure?: string } = JSON.parse(decodeURIComponent(query));
  if (failure) throw new Error(failure);
  return timing;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle) - 1] ?? 0)) / 2;
}
