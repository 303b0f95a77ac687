import { accessSync, constants } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm'; // where Linux has it

/** A directory for profiles, for what programs download, and for the file that is served. */
export interface Place extends AsyncDisposable {
  readonly directory: string;
  readonly storage: 'memory' | 'disk';
}

/** On the disk where there is no memory to hold files: a disk would then be a part of what is measured. */
export async function openPlace(wanted: 'memory' | 'disk'): Promise<Place> {
  const storage = wanted === 'memory' && isWritable(MEMORY) ? 'memory' : 'disk';
  const directory = await mkdtemp(join(storage === 'memory' ? MEMORY : tmpdir(), 'bench-'));
  await chmod(directory, 0o755); // servers that root starts become somebody else
  return {
    directory,
    storage,
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }),
  };
}

function isWritable(directory: string): boolean {
  try {
    accessSync(directory, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
