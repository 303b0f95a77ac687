import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServedFile } from './representation.js';

const MIB = 2 ** 20;
const EXPOSED = { cors: 'exposed' } as const;

/** For what only shows how it goes: some seconds. */
const SHORT = { size: 6 * MIB, bytesPerSecond: 1.5 * MIB };

/** How long a file stays as it is that is built anew in its place. */
const BUILD_MS = 1500;

/** What a signed link is good for. */
const LINK_LIFE_MS = 4000;

/** What the demo and the examples of the guide download, by name: each server as it is, good or bad. */
const FILES: Readonly<Record<string, ServedFile>> = {
  '100MiB.bin': { size: 100 * MIB, seed: 1 },
  '1GiB.bin': { size: 1024 * MIB, seed: 2 },
  '5GiB.bin': { size: 5 * 1024 * MIB, seed: 3 },
  'ranges.bin': { size: 64 * MIB, seed: 4, bytesPerSecond: 1.5 * MIB },
  'no-ranges.bin': {
    size: 24 * MIB,
    seed: 5,
    bytesPerSecond: 3 * MIB,
    acceptRanges: 'none',
    faults: [{ ignoreRange: true }],
  },
  'cuts.bin': { size: 24 * MIB, seed: 6, bytesPerSecond: 2 * MIB, faults: [{ cutAfterBytes: 1.5 * MIB }] },
  'digest.bin': { size: 12 * MIB, seed: 7, bytesPerSecond: 2 * MIB },
  'ignores-ranges.bin': { ...SHORT, seed: 21, acceptRanges: 'none', faults: [{ ignoreRange: true }] },
  'answers-ranges.bin': { ...SHORT, seed: 22 },
  'hidden.bin': { ...SHORT, seed: 23, cors: 'plain' },
  'exposed.bin': { ...SHORT, seed: 24 },
  'encoded.bin': { ...SHORT, seed: 25, faults: [{ gzip: true }] },
  'unencoded.bin': { ...SHORT, seed: 26 },
  'no-validator.bin': { ...SHORT, seed: 27, etag: null, lastModified: null },
  'with-validator.bin': { ...SHORT, seed: 28 },
  'nightly-2026-11-27.bin': { ...SHORT, seed: 29 },
  'framed.bin': { ...SHORT, seed: 30 },
  'no-worker.bin': { ...SHORT, seed: 31 },
  'worker.bin': { ...SHORT, seed: 32 },
  'no-policy.bin': { ...SHORT, seed: 33 },
  'policy.bin': { ...SHORT, seed: 34 },
  'signed.bin': { size: 32 * MIB, seed: 8, bytesPerSecond: MIB, faults: [{ capBytes: MIB }] },
};

/**
 * What is served under a name. `?rate=` limits each connection to so many bytes per second, 0 does not; a link that
 * `?expires=` says is past is refused.
 */
export async function demoFile(
  name: string,
  query: URLSearchParams,
  publicDirectory: string,
): Promise<ServedFile | undefined> {
  const file = await fileNamed(name, publicDirectory);
  if (!file) return undefined;
  const rate = query.get('rate');
  const expired = Number(query.get('expires') ?? Number.POSITIVE_INFINITY) < Date.now();
  return {
    ...EXPOSED,
    name,
    ...file,
    ...(rate !== null && { bytesPerSecond: Number(rate) || 0 }),
    ...(expired && { faults: [{ status: 403 }] }),
  };
}

/** A link to a file that will soon be refused, as a page's own server would sign it. */
export function signedLink(name: string): string {
  return `/files/${name}?expires=${Date.now() + LINK_LIFE_MS}`;
}

async function fileNamed(name: string, publicDirectory: string): Promise<ServedFile | undefined> {
  if (name === 'nightly.bin') return nightly();
  if (name !== 'video.webm') return Object.hasOwn(FILES, name) ? FILES[name] : undefined;
  return { bytes: await readFile(join(publicDirectory, name)), contentType: 'video/webm' };
}

/** Capped, so that the rest has to be asked for again and again. */
function nightly(): ServedFile {
  const seed = 100 + (Math.floor(Date.now() / BUILD_MS) % 40); // few, since the bytes of each are kept
  return { size: 6 * MIB, seed, bytesPerSecond: MIB / 4, faults: [{ capBytes: MIB / 4 }] };
}
