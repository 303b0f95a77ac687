import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Program } from './program.js';
import type { ServedRequest } from './served-request.js';

/** A server of the kind that runs the web, on 127.0.0.1. */
export interface RealServer extends AsyncDisposable {
  /** Without a slash at the end. */
  readonly origin: string;
  /** Ends it, so that its access log is complete, and tells what it served. */
  stop(): Promise<readonly ServedRequest[]>;
}

/** Where a server keeps what it writes; gone when it is disposed of. */
export function makeWorkDirectory(name: string): Promise<string> {
  return mkdtemp(join(tmpdir(), `${name}-`));
}

export interface RunningServer {
  readonly origin: string;
  /** Everything that runs, the last started first. */
  readonly programs: readonly Pick<Program, 'stop'>[];
  readonly workDirectory: string;
  /** Brings the access log to its file, where that does not happen by itself. */
  readonly writeLog?: () => Promise<void>;
  readonly parseLog: (log: string) => ServedRequest[];
}

/** The name of the access log in the work directory. */
export const ACCESS_LOG = 'access.log';

export function realServer({ origin, programs, workDirectory, writeLog, parseLog }: RunningServer): RealServer {
  const stopPrograms = async () => {
    for (const program of programs) await program.stop();
  };
  return {
    origin,
    async stop() {
      await writeLog?.();
      await stopPrograms();
      return parseLog(await readFile(join(workDirectory, ACCESS_LOG), 'utf8'));
    },
    async [Symbol.asyncDispose]() {
      await stopPrograms();
      await rm(workDirectory, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 });
    },
  };
}
