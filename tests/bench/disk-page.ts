import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { test as base } from '../browser/fixtures.js';

/** A page in a browser with a profile on disk. */
export const test = base.extend<{ diskPage: Page }>({
  diskPage: async ({ playwright, browserName, launchOptions, channel }, use) => {
    const directory = await mkdtemp(join(tmpdir(), 'bench-'));
    const options = { ...launchOptions, ...(channel !== undefined && { channel }) };
    const context = await playwright[browserName].launchPersistentContext(directory, options);
    await use(context.pages()[0] ?? (await context.newPage()));
    await context.close();
    await rm(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  },
});
