import { expect, test } from '@playwright/test';
import type { DownloadStatus } from '../../src/core/state.js';
import { buttonsFor } from '../../src/elements/buttons.js';
import { english } from '../../src/elements/strings.js';

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
    const plan = buttonsFor(status as DownloadStatus['status']);
    expect([english.buttons[plan.primary.name], plan.primary.press]).toEqual([primary, press]);
    expect(plan.secondary && english.buttons[plan.secondary.name]).toBe(secondary);
    expect(plan.secondary?.press).toBe(secondary && 'remove');
  });
}
