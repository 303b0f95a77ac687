import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** Servers lie where only root's path leads. */
const DIRECTORIES = [...(process.env.PATH ?? '').split(delimiter), '/usr/local/sbin', '/usr/sbin', '/sbin'];

const POLL_MS = 10;
const PATIENCE_MS = 10_000;

/** A program that a test started. */
export interface Program {
  /** Resolves when it has ended. */
  readonly exited: Promise<unknown>;
  /** Ends it, and returns when it is gone. A second time does nothing. */
  stop(): Promise<void>;
}

export interface ProgramOptions {
  /** Asked until it is. Default: at once. */
  readonly isReady?: () => Promise<boolean>;
  readonly env?: Readonly<Record<string, string>>;
  /** What it ends at without waiting for its clients. */
  readonly stopSignal?: NodeJS.Signals;
}

export function findProgram(name: string): string | undefined {
  return DIRECTORIES.map((directory) => join(directory, name)).find(isExecutable);
}

/** Resolves when it is ready. */
export async function startProgram(
  name: string,
  args: readonly string[],
  { isReady, env = {}, stopSignal = 'SIGTERM' }: ProgramOptions = {},
): Promise<Program> {
  const child = spawn(findProgram(name) ?? name, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const exited = once(child, 'exit'); // rejects where there is no such program
  const said = lastWords(child);
  const kill = () => child.kill(stopSignal);
  process.once('exit', kill); // for a test that never gets to its end
  exited.finally(() => process.off('exit', kill)).catch(() => {});
  const stop = async () => {
    kill();
    await exited;
  };
  try {
    if (isReady) await Promise.race([untilReady(name, isReady), exited.then(() => failed(name, said()))]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { exited, stop };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function lastWords({ stdout, stderr }: ChildProcess): () => string {
  let words = '';
  for (const stream of [stdout, stderr]) {
    stream?.on('data', (data) => {
      words = (words + data).slice(-2000);
    });
  }
  return () => words;
}

function failed(name: string, words: string): never {
  throw new Error(`${name} ended before it was ready: ${words}`);
}

async function untilReady(name: string, isReady: () => Promise<boolean>): Promise<void> {
  for (const deadlineMs = performance.now() + PATIENCE_MS; performance.now() < deadlineMs; ) {
    if (await isReady()) return;
    await setTimeout(POLL_MS);
  }
  throw new Error(`${name} is not ready after ${PATIENCE_MS} ms`);
}
