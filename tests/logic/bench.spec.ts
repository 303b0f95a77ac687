import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from '@playwright/test';
import { type Figure, figureOf } from '../bench/figure.js';
import { emptyReport, mergeResults } from '../bench/merge.js';
import { replacePart } from '../bench/readme.js';
import type { ContenderName, Result, Sample } from '../bench/result.js';
import { median } from '../bench/statistics.js';
import { threadTable } from '../bench/table.js';
import { watchThreads } from '../bench/thread-times.js';

const circumstances = { browserVersion: '1', server: 'nginx', storage: 'memory', measuredAt: '2024-01-01' } as const;

function measured(contender: ContenderName, seconds: readonly number[], more: Partial<Result> = {}): Result {
  const samples = seconds.map(
    (one): Sample => ({ seconds: one, bytesPerSecond: 1000 / one, bytesFetchedTwice: one * 2 ** 20 }),
  );
  return { scenario: 'some', browser: 'chromium', contender, fileBytes: 1000, samples, circumstances, ...more };
}

test('a median is the one in the middle, or halfway between the two', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(median([])).toBeNaN();
});

test('a ratio is the median over rounds, not the ratio of medians', () => {
  const results = [measured('ours', [1, 10, 3]), measured('discard', [1, 5, 9])];
  const figure: Figure = { label: '', kind: 'time', of: 'ours', over: 'discard' };
  expect(figureOf(figure, results, 'chromium')).toEqual({ value: 1, unit: '×', least: 1 / 3, most: 2, count: 3 });
  const throughput: Figure = { ...figure, kind: 'throughput' };
  expect(figureOf(throughput, results, 'chromium')).toMatchObject({ value: 1, least: 0.5 });
});

test('a round that one of the two has not run counts for none', () => {
  const figure: Figure = { label: '', kind: 'time', of: 'ours', over: 'curl' };
  expect(figureOf(figure, [measured('ours', [2, 2]), measured('curl', [1])], 'chromium')?.count).toBe(1);
  expect(figureOf(figure, [measured('ours', [2]), measured('curl', [])], 'chromium')).toBeUndefined();
  expect(figureOf(figure, [measured('ours', [2]), measured('curl', [1])], 'firefox')).toBeUndefined();
});

test('time over ideal compares with what the connections could bring', () => {
  const figure: Figure = { label: '', kind: 'time over ideal', of: 'ours', idealBytesPerSecond: 500 };
  expect(figureOf(figure, [measured('ours', [3])], 'chromium')?.value).toBe(1.5);
});

test('of what was fetched twice the worst counts', () => {
  const figure: Figure = { label: '', kind: 'fetched twice', of: 'ours' };
  expect(figureOf(figure, [measured('ours', [1, 7, 2])], 'chromium')).toMatchObject({
    value: 7,
    least: 1,
    unit: 'MiB',
  });
});

test('memory grows by the peaks of two sizes', () => {
  const results = [
    measured('ours', [], { fileBytes: 8, peakMemoryBytes: 30 }),
    measured('ours', [], { fileBytes: 1, peakMemoryBytes: 20 }),
  ];
  const figure: Figure = { label: '', kind: 'memory growth', of: 'ours', fileBytes: 8, over: 1 };
  expect(figureOf(figure, results, 'chromium')?.value).toBe(1.5);
});

test('memory grows in the same time by what the larger file had needed when the smaller one was there', () => {
  const results = [
    measured('ours', [], { fileBytes: 8, peakMemoryBytes: 40, memoryBySecond: [10, 24, 40] }),
    measured('ours', [], { fileBytes: 1, peakMemoryBytes: 20, memoryBySecond: [10, 20] }),
  ];
  const figure = { label: '', kind: 'memory growth', of: 'ours', fileBytes: 8, over: 1, inTheSameTime: true } as const;
  expect(figureOf(figure, results, 'chromium')?.value).toBe(1.2);
});

const machine = { cpu: 'one', cores: 2, memoryBytes: 1, system: 'Linux' };

test('what is measured again replaces all of its scenario and browser, and nothing else', () => {
  const before = mergeResults(emptyReport(machine), machine, [
    measured('ours', [1]),
    measured('curl', [1]),
    measured('ours', [1], { browser: 'firefox' }),
    measured('ours', [1], { scenario: 'other' }),
  ]);
  const after = mergeResults(before, machine, [measured('ours', [2])]);
  expect(after.results.map(({ scenario, browser, samples }) => [scenario, browser, samples[0]?.seconds])).toEqual([
    ['some', 'firefox', 1],
    ['other', 'chromium', 1],
    ['some', 'chromium', 2],
  ]);
});

test('what another machine measured is not kept beside it', () => {
  const before = { machine: { ...machine, cores: 64 }, results: [measured('ours', [1], { scenario: 'other' })] };
  expect(mergeResults(before, machine, [measured('ours', [2])]).results).toHaveLength(1);
});

test('only what stands between the two marks of the README is replaced', () => {
  const marks = ['<!-- npm run bench writes from here -->', '<!-- to here -->'];
  const before = `before\n<!-- others write from here -->\ntheirs\n${marks[1]}\n`;
  const readme = `${before}${marks.join('\nold\n')}\nafter`;
  const replaced = replacePart(readme, 'new');
  expect(replaced).toBe(`${before}${marks.join('\n\nnew\n\n')}\nafter`);
  expect(replacePart(replaced, 'new')).toBe(replaced);
  expect(() => replacePart('none', 'new')).toThrow(TypeError);
});

test('threads are told by what they used in the middle of rounds, the most first, and none that used next to nothing', () => {
  const rounds = [
    { main: 1, lane: 2, idle: 0.01 },
    { main: 3, lane: 4 },
    { main: 2, lane: 9 },
  ];
  const samples = rounds.map((threadSecondsPerGib) => ({
    ...{ seconds: 1, bytesPerSecond: 1, bytesFetchedTwice: 0 },
    threadSecondsPerGib,
  }));
  const scenario = { name: 'some', title: '', fileBytes: [1], rounds: 'pairs', contenders: [], figures: [] } as const;
  const rows = threadTable([scenario], [measured('curl', [], { samples })])
    .split('\n')
    .slice(2);
  expect(rows).toEqual(['| some | Chromium | curl | lane | 4.00 |', '| some | Chromium | curl | main | 2.00 |']);
});

test('what a thread has used counts when it ends before its process', async () => {
  test.skip(process.platform !== 'linux', 'Only Linux tells of threads');
  // By its own clock of used time: others may need the processor too.
  const burn =
    'for (let used = 0; used < 1e6; ) { const { user, system } = process.cpuUsage(); used = user + system; }';
  const code = `new (require('node:worker_threads').Worker)(${JSON.stringify(burn)}, { eval: true }).on('exit', () => setTimeout(() => {}, 500))`;
  const marker = `burning-${process.pid}`;
  const child = spawn(process.execPath, ['-e', code, marker]);
  const [, used] = await watchThreads(marker, () => once(child, 'exit'));
  expect(Object.keys(used).every((name) => name.startsWith('node: '))).toBe(true);
  const burnt = Object.values(used).reduce((sum, seconds) => sum + seconds, 0);
  expect(burnt).toBeGreaterThan(0.3); // of 1 s, but looking may begin late
  expect(burnt).toBeLessThan(1.6);
});
