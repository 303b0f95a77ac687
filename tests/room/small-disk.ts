import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, rmdir, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const STEP_BYTES = 64 * 2 ** 10; // 64 KiB

/** A file system of its own, in memory. */
export interface SmallDisk {
  readonly directory: string;
  freeBytes(): Promise<number>;
  /** Takes all room but so many bytes away, with a file of its own. */
  fill(exceptBytes?: number): Promise<void>;
  /** Gives back what `fill()` took. */
  empty(): Promise<void>;
  unmount(): Promise<void>;
}

/** Rejects where nobody may mount one. */
export async function mountSmallDisk(bytes: number): Promise<SmallDisk> {
  const directory = await mkdtemp(join(tmpdir(), 'small-disk-'));
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', directory]);
  } catch (error) {
    await rmdir(directory);
    throw error;
  }
  const ballast = join(directory, 'ballast');
  const freeBytes = async () => {
    const { bavail, bsize } = await statfs(directory);
    return bavail * bsize;
  };
  return {
    directory,
    freeBytes,
    async fill(exceptBytes = 0) {
      const stream = createWriteStream(ballast, { flags: 'a' });
      stream.on('error', () => {}); // ENOSPC is what was wanted
      for (let free = await freeBytes(); free > exceptBytes && !stream.destroyed; free = await freeBytes()) {
        const written = new Promise((resolve) =>
          stream.write(Buffer.alloc(Math.min(free - exceptBytes, STEP_BYTES * 16)), resolve),
        );
        await written;
      }
      if (!stream.destroyed) {
        stream.end();
        await once(stream, 'close');
      }
    },
    empty: () => rm(ballast, { force: true }),
    async unmount() {
      await run('umount', ['--lazy', directory]); // a browser that has just ended may still let go of its files
      await rmdir(directory);
    },
  };
}
