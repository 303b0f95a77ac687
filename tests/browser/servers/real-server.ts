import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Program } from './program.js';
import type { ServedRequest } from './served-request.js';

/** A server of the kind that runs the web, on 127.0.0.1. */
export interface RealServer {
  /** Without a slash at the end. */
  readonly origin: string;
  /** Makes a cache forget the files, as one does who has changed them. */
  forget?(): Promise<void>;
  /** What its access log tells by now; requests are written there as they end, by some servers later. */
  served(): Promise<readonly ServedRequest[]>;
  /** Ends it, so that its access log is complete, and tells what it served. */
  stop(): Promise<readonly ServedRequest[]>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Where a server keeps what it writes; gone when it is disposed of. Open to whom a server becomes when root starts it. */
export async function makeWorkDirectory(name: string): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), `${name}-`));
  await chmod(directory, 0o755);
  return directory;
}

export interface RunningServer {
  readonly origin: string;
  /** Stopped in this order. */
  readonly forget?: () => Promise<void>;
  readonly programs: readonly Pick<Program, 'stop'>[];
  readonly workDirectory: string;
  /** Brings the access log to its file, where that does not happen by itself. */
  readonly writeLog?: () => Promise<void>;
  readonly parseLog: (log: string) => ServedRequest[];
}

/** The name of the access log in the work directory. */
export const ACCESS_LOG = 'access.log';

export function realServer(running: RunningServer): RealServer {
  const { origin, forget, programs, workDirectory, writeLog, parseLog } = running;
  const stopPrograms = async () => {
    for (const program of programs) await program.stop();
  };
  const served = async () => parseLog(await readFile(join(workDirectory, ACCESS_LOG), 'utf8'));
  return {
    origin,
    ...(forget && { forget }),
    served,
    async stop() {
      await writeLog?.();
      await stopPrograms();
      return served();
    },
    async [Symbol.asyncDispose]() {
      await stopPrograms();
      await rm(workDirectory, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 });
    },
  };
}
