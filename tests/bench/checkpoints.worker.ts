/** Writes a file as six lanes do that all get the most, and records that or not. */

import { Ledger } from '../../src/storage/ledger.js';
import { openOpfsFile } from '../../src/storage/opfs-file.js';
import { opfsStore } from '../../src/storage/opfs-store.js';
import { NO_PROGRESS } from '../../src/storage/record.js';
import { Checkpoints } from '../../src/worker/checkpoints.js';
import { Hashing } from '../../src/worker/hashing.js';

const NAMESPACE = 'bench';
const LANES = 6;
const SLICE_BYTES = 32 * 2 ** 20;
const WRITE_BYTES = 2 ** 20;
const TICK_MS = 100;

export interface Writing {
  readonly fileBytes: number;
  /** Or one checkpoint at the end alone. */
  readonly checkpoints: boolean;
}

export interface Written {
  readonly ms: number;
  readonly commits: number;
}

async function write({ fileBytes, checkpoints: isRecording }: Writing): Promise<Written> {
  const store = opfsStore(NAMESPACE);
  const ledger = new Ledger(NAMESPACE);
  const file = await openOpfsFile(NAMESPACE, 'film');
  await ledger.update('film', () => ({ ...NO_PROGRESS, ...RECORD }));
  let commits = 0;
  const checkpoints = new Checkpoints(file, new Hashing(file, [], NO_PROGRESS), [], async (ranges) => {
    commits += 1;
    await ledger.update('film', (before) => before && { ...before, ranges });
  });
  file.resize(fileBytes);
  const bytes = crypto.getRandomValues(new Uint8Array(2 ** 16));
  const chunk = new Uint8Array(WRITE_BYTES);
  for (let at = 0; at < WRITE_BYTES; at += bytes.length) chunk.set(bytes, at);
  const startedAt = performance.now();
  let dueAt = startedAt + TICK_MS;
  for (const at of offsets(fileBytes)) {
    checkpoints.write(chunk, at);
    await nextTask();
    if (!isRecording || performance.now() < dueAt) continue;
    dueAt = performance.now() + TICK_MS;
    void checkpoints.commitWhenDue();
  }
  await checkpoints.commit();
  const ms = performance.now() - startedAt;
  file.close();
  await store.delete('film');
  await ledger.delete('film', RECORD.file);
  ledger.close();
  return { ms, commits };
}

/** Six slices at once, each from its beginning. */
function* offsets(fileBytes: number): Generator<number> {
  for (let base = 0; base < fileBytes; base += LANES * SLICE_BYTES)
    for (let within = 0; within < SLICE_BYTES; within += WRITE_BYTES)
      for (let lane = 0; lane < LANES; lane++) {
        const at = base + lane * SLICE_BYTES + within;
        if (at + WRITE_BYTES <= fileBytes) yield at;
      }
}

/** As each chunk that comes is one. */
const { port1, port2 } = new MessageChannel();
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    port1.onmessage = () => resolve();
    port2.postMessage(undefined);
  });
}

const RECORD = {
  id: 'film',
  url: 'https://example.org/film',
  name: undefined,
  integrity: undefined,
  credentials: 'same-origin',
  hadHeaders: false,
  addedAt: 0,
  intent: 'run',
  file: 'film',
} as const;

self.onmessage = async ({ data }: MessageEvent<Writing>) => {
  self.postMessage(await write(data));
};
