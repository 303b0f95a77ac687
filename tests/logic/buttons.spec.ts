import { expect, test } from '@playwright/test';
import type { DownloadState, DownloadStatus } from '../../src/core/state.js';
import { UNKNOWN } from '../../src/core/transition.js';
import { buttonsFor } from '../../src/elements/card/buttons.js';
import { english } from '../../src/elements/languages/en.js';

type Row = [primary: string, its: string, secondary?: string];

const PAUSE: Row = ['Pause', 'pause', 'Cancel'];

const TABLE: Record<DownloadStatus['status'], Row> = {
  idle: ['Download', 'start'],
  queued: PAUSE,
  connecting: PAUSE,
  downloading: PAUSE,
  waiting: PAUSE,
  verifying: PAUSE,
  paused: ['Resume', 'start', 'Cancel'],
  failed: ['Retry', 'start', 'Remove'],
  complete: ['Save', 'save', 'Remove'],
  removed: ['Download', 'start'],
};

for (const [status, [primary, press, secondary]] of Object.entries(TABLE)) {
  test(`${status} offers ${[primary, secondary].filter(Boolean).join(' and ')}`, () => {
    const plan = buttonsFor({ ...UNKNOWN, status, reason: 'retry' } as DownloadState);
    expect([english.buttons[plan.primary.name], plan.primary.press]).toEqual([primary, press]);
    expect(plan.secondary && english.buttons[plan.secondary.name]).toBe(secondary);
    expect(plan.secondary?.press).toBe(secondary && 'remove');
  });
}

const saving = { status: 'waiting', reason: 'data-saver', until: undefined } as const;

test('what waits while data is saved offers to begin, or to go on with what is stored', () => {
  const begin = buttonsFor({ ...UNKNOWN, ...saving });
  const goOn = buttonsFor({ ...UNKNOWN, ...saving, storedBytes: 1 });
  expect(begin.primary).toEqual({ name: 'download', press: 'start' });
  expect(goOn.primary).toEqual({ name: 'resume', press: 'start' });
  expect([begin.secondary?.press, goOn.secondary?.press]).toEqual(['remove', 'remove']);
});

test('only what waits for its turn offers to be the next', () => {
  const { extra } = buttonsFor({ ...UNKNOWN, status: 'queued' });
  expect([extra && english.buttons[extra.name], extra?.press]).toEqual(['Download next', 'moveToFront']);
  expect(buttonsFor({ ...UNKNOWN, status: 'connecting' }).extra).toBeUndefined();
});
