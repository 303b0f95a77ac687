import { expect, test } from '@playwright/test';
import { DownloadError } from '../../src/core/errors.js';
import type { DownloadFacts, DownloadStatus } from '../../src/core/state.js';
import { isAtRest, type Situation, toState, transition, UNKNOWN } from '../../src/core/transition.js';

type Name = DownloadStatus['status'];

const STATUSES: { [N in Name]: Extract<DownloadStatus, { status: N }> } = {
  idle: { status: 'idle' },
  queued: { status: 'queued' },
  connecting: { status: 'connecting' },
  downloading: { status: 'downloading', bytesPerSecond: 1000, secondsLeft: 2, connections: 3 },
  waiting: { status: 'waiting', reason: 'retry', until: 1000 },
  verifying: { status: 'verifying', verifiedBytes: 10 },
  paused: { status: 'paused' },
  complete: { status: 'complete' },
  failed: { status: 'failed', error: new DownloadError('network', 'It broke.') },
  removed: { status: 'removed' },
};

// Read along a row: what may follow. "same": it stays, with new figures. Some rows have their reasons:
// idle       what an earlier page left behind is restored as paused, complete, failed or waiting
// paused     only a press moves it on, and that may fail; what a stopped worker still says comes too late
// complete   the browser may have dropped its bytes
// removed    may be started anew
const TABLE = `
  from\\to     idle  queued  connecting  downloading  waiting  verifying  paused  complete  failed  removed
  idle         same  yes     yes         -            yes      -          yes     yes       yes     yes
  queued       -     same    yes         yes          yes      yes        yes     yes       yes     yes
  connecting   -     -       same        yes          yes      yes        yes     yes       yes     yes
  downloading  -     -       yes         same         yes      yes        yes     yes       yes     yes
  waiting      -     yes     yes         yes          same     yes        yes     yes       yes     yes
  verifying    -     -       yes         -            yes      same       yes     yes       yes     yes
  paused       -     yes     yes         -            yes      -          same    yes       yes     yes
  complete     -     -       -           -            -        -          -       same      yes     yes
  failed       -     yes     yes         -            yes      -          yes     -         same    yes
  removed      -     yes     yes         -            yes      -          -       -         yes     same
`;

const RUNNING_FACTS: DownloadFacts = {
  ...UNKNOWN,
  storedBytes: 10,
  totalBytes: 100,
  storedRanges: [{ start: 0, end: 10 }],
  activeRanges: [{ start: 10, end: 20 }],
  owner: 'here',
};

function situation(name: Name, facts = RUNNING_FACTS): Situation {
  return { status: STATUSES[name], facts };
}

const [[, ...targets] = [], ...lines] = TABLE.trim()
  .split('\n')
  .map((line) => line.trim().split(/ +/));

test('the table names every status, as a row and as a column', () => {
  const names = Object.keys(STATUSES).sort();
  expect(targets.toSorted()).toEqual(names);
  expect(lines.map(([from]) => from).sort()).toEqual(names);
});

for (const [from, ...cells] of lines as [Name, ...string[]][]) {
  for (const [i, to] of (targets as Name[]).entries()) {
    const before = situation(from);
    const change = { to: STATUSES[to], facts: { storedBytes: 20 } };
    switch (cells[i]) {
      case 'same':
        test(`a download that is ${from} stays so, with new figures`, () => {
          const after = transition(before, { ...change, to: { ...change.to } });
          expect(after).not.toBe(before);
          expect(after.status).toEqual(STATUSES[from]);
          expect(after.facts.storedBytes).toBe(20);
        });
        break;
      case 'yes':
        test(`a download that is ${from} becomes ${to}`, () => {
          const after = transition(before, change);
          expect(after.status).toBe(STATUSES[to]);
          expect(after.facts.storedBytes).toBe(20);
        });
        break;
      case '-':
        test(`a download that is ${from} never becomes ${to}, and its facts stay`, () => {
          expect(transition(before, change)).toBe(before);
          expect(before.facts.storedBytes).toBe(10);
        });
        break;
      default:
        throw new Error(`The table does not say whether ${to} may follow ${from}.`);
    }
  }
}

const AT_REST: Record<Name, boolean> = {
  idle: true,
  queued: false,
  connecting: false,
  downloading: false,
  waiting: false,
  verifying: false,
  paused: true,
  complete: true,
  failed: true,
  removed: true,
};

for (const [name, atRest] of Object.entries(AT_REST) as [Name, boolean][]) {
  test(`a download that is ${name} ${atRest ? 'is at rest: it has no active ranges and no owner' : 'keeps both'}`, () => {
    expect(isAtRest(STATUSES[name])).toBe(atRest);
    const { activeRanges, owner } = transition(situation(name), {
      facts: { activeRanges: [{ start: 30, end: 40 }], owner: 'elsewhere' },
    }).facts;
    expect(activeRanges).toEqual(atRest ? [] : [{ start: 30, end: 40 }]);
    expect(owner).toBe(atRest ? undefined : 'elsewhere');
  });
}

test('new facts replace those of the same name, and the others stay', () => {
  const { facts } = transition(situation('downloading'), { facts: { totalBytes: 200, mode: 'single' } });
  expect(facts).toEqual({ ...RUNNING_FACTS, totalBytes: 200, mode: 'single' });
});

test('what is stored outlives a rest', () => {
  const { facts } = transition(situation('downloading'), { to: { status: 'paused' } });
  expect(facts).toEqual({ ...RUNNING_FACTS, activeRanges: [], owner: undefined });
});

test('a change alters no situation that was shown before', () => {
  const before: Situation = Object.freeze({ status: STATUSES.downloading, facts: Object.freeze({ ...RUNNING_FACTS }) });
  transition(before, { to: { status: 'paused' }, facts: { storedBytes: 99 } });
  expect(before).toEqual(situation('downloading'));
});

test('a snapshot is frozen, and has the facts and the status side by side', () => {
  const state = toState(situation('downloading'));
  expect(Object.isFrozen(state)).toBe(true);
  expect(state).toEqual({ ...RUNNING_FACTS, ...STATUSES.downloading });
});
