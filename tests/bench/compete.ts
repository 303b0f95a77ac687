import type { BrowserProgram } from '../kill/disk-browser.js';
import type { RangeServer } from '../range-server/range-server.js';
import type { Contender, Course, Run } from './contender.js';
import { CONTENDERS } from './contenders.js';
import { browserVersion } from './machine.js';
import { startOrigin } from './origin.js';
import { openPlace } from './place.js';
import type { ContenderName, Result, Sample } from './result.js';
import type { Scenario } from './scenario.js';
import type { ThreadSeconds } from './thread-times.js';

export interface Setting {
  readonly program: BrowserProgram;
  readonly pages: RangeServer;
  readonly storage: 'memory' | 'disk';
  readonly rounds: number;
  readonly showsThreads: boolean;
  /** Told how it goes. */
  readonly note: (what: string) => void;
}

/** One contender in the making. */
interface Entry {
  readonly contender: Contender;
  readonly samples: Sample[];
  peakMemoryBytes?: number;
  memoryBySecond?: readonly number[];
  absent?: string;
}

/** Lets all contenders of a scenario download a file of one size, in turns. What fails is left out, and said. */
export async function compete(scenario: Scenario, fileBytes: number, setting: Setting): Promise<Result[]> {
  await using place = await openPlace(scenario.isOnDisk ? 'disk' : setting.storage);
  const entries = scenario.contenders.map((name): Entry => ({ contender: CONTENDERS[name], samples: [] }));
  const file = { size: fileBytes, seed: 7 };
  let server = 'none';
  try {
    await using origin = await startOrigin(scenario, file, place.directory);
    server = origin.server;
    const { program, pages, showsThreads } = setting;
    const watch = showsThreads ? ('threads' as const) : ('cpu' as const);
    const course = { origin, file, program, pages, directory: place.directory, watch };
    for (const entry of entries) admit(entry, course);
    if (scenario.rounds === 'pairs') await playRounds(entries, course, setting);
    await playForMemory(entries, { ...course, watch: 'memory' }, setting);
  } catch (error) {
    for (const entry of entries) entry.absent ??= inWords(error);
  }
  const circumstances = {
    browserVersion: await browserVersion(setting.program),
    server,
    storage: place.storage,
    measuredAt: new Date().toISOString(),
  };
  return entries.map(({ contender, ...others }) => ({
    scenario: scenario.name,
    browser: setting.program.name,
    contender: contender.name,
    fileBytes,
    ...others,
    circumstances,
  }));
}

function admit(entry: Entry, course: Course): void {
  const absence = entry.contender.absence?.(course);
  if (absence !== undefined) entry.absent = absence;
}

/** Every other round goes backwards: whoever comes first may find a cooler machine. */
async function playRounds(entries: readonly Entry[], course: Course, { rounds, note }: Setting): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    for (const entry of round % 2 === 0 ? entries : entries.toReversed()) {
      if (entry.absent !== undefined) continue;
      const sample = await attempt(entry, async () => sampleOf(course, await counted(entry.contender, course)));
      if (!sample) continue;
      entry.samples.push(sample);
      note(`round ${round + 1}, ${entry.contender.name}: ${(sample.bytesPerSecond / 1e6).toFixed()} MB/s`);
    }
  }
}

/** Once more, only to look at memory, which slows it down. */
async function playForMemory(entries: readonly Entry[], course: Course, { note }: Setting): Promise<void> {
  for (const entry of entries) {
    if (entry.absent !== undefined || NO_BROWSERS.includes(entry.contender.name)) continue;
    const run = await attempt(entry, () => counted(entry.contender, course));
    if (!run?.memoryBySecond) continue;
    entry.memoryBySecond = run.memoryBySecond;
    entry.peakMemoryBytes = Math.max(...run.memoryBySecond);
    note(`${entry.contender.name}: ${(entry.peakMemoryBytes / 2 ** 20).toFixed()} MiB above idle`);
  }
}

const NO_BROWSERS: readonly ContenderName[] = ['curl', 'aria2'];

async function attempt<T>(entry: Entry, act: () => Promise<T>): Promise<T | undefined> {
  try {
    return await act();
  } catch (error) {
    entry.absent = inWords(error);
    return undefined;
  }
}

interface CountedRun extends Run {
  readonly sentBytes: number;
}

async function counted(contender: Contender, course: Course): Promise<CountedRun> {
  course.origin.recount();
  const before = await course.origin.sentBytes();
  const run = await contender.run(course);
  return { ...run, sentBytes: (await course.origin.sentBytes()) - before };
}

function sampleOf({ file: { size } }: Course, { sentBytes, seconds, cpuSeconds, ...run }: CountedRun): Sample {
  const { longestTaskMs, verifyingMs, threadSeconds } = run;
  const gib = size / 2 ** 30;
  return {
    seconds,
    bytesPerSecond: size / seconds,
    ...(cpuSeconds !== undefined && { cpuSecondsPerGib: cpuSeconds / gib }),
    ...(threadSeconds && { threadSecondsPerGib: perGib(threadSeconds, gib) }),
    bytesFetchedTwice: Math.max(0, sentBytes - size),
    ...(longestTaskMs !== undefined && { longestTaskMs }),
    ...(verifyingMs !== undefined && { verifyingMs }),
  };
}

function perGib(seconds: ThreadSeconds, gib: number): ThreadSeconds {
  return Object.fromEntries(Object.entries(seconds).map(([thread, used]) => [thread, used / gib]));
}

function inWords(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
