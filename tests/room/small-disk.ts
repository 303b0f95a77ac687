import { execFile } from 'node:child_process';
import { type FileHandle, mkdtemp, open, rm, rmdir, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const STEP_BYTES = 2 ** 24; // 16 MiB

/** A file system of its own, in memory. */
export interface SmallDisk {
  readonly directory: string;
  freeBytes(): Promise<number>;
  /** Takes room away, with a file of its own, until no more than so many bytes are free. */
  fill(leaveBytes?: number): Promise<void>;
  /** Gives back all that was taken. */
  makeRoom(): Promise<void>;
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
    async fill(leaveBytes = 0) {
      const file = await open(ballast, 'a');
      await append(file, async () => (await freeBytes()) - leaveBytes).finally(() => file.close());
    },
    makeRoom: () => rm(ballast, { force: true }),
    async unmount() {
      await run('umount', ['--lazy', directory]); // a browser that has just ended may still let go of its files
      await rmdir(directory);
    },
  };
}

async function append(file: FileHandle, wanted: () => Promise<number>): Promise<void> {
  try {
    for (let left = await wanted(); left > 0; left = await wanted()) {
      await file.write(Buffer.alloc(Math.min(left, STEP_BYTES)));
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error; // somebody was quicker
  }
}
