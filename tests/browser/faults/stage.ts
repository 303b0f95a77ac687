import { test as base, type Page } from '@playwright/test';
import { type RangeServer, startRangeServer } from '../../range-server/range-server.js';
import { startAppServer } from '../fixtures.js';

/** How a page sees a server: of its own origin, of another that exposes its headers, or that hides them. */
export type View = 'same-origin' | 'exposed' | 'hidden';

export const VIEWS: readonly View[] = ['same-origin', 'exposed', 'hidden'];

/** One page and a server for each view of it, each with connections and a log of its own. */
export interface Stage {
  readonly page: Page;
  readonly servers: Readonly<Record<View, RangeServer>>;
  readonly uncaughtErrors: Error[];
}

/** A stage serves many cases, one after another: a new browser context for each would cost more than most of them. */
export const test = base.extend<object, { stage: Stage }>({
  stage: [
    async ({ browser }, use) => {
      const context = await browser.newContext();
      const page = await context.newPage();
      const uncaughtErrors: Error[] = [];
      page.on('pageerror', (error) => uncaughtErrors.push(error));
      const servers = {
        'same-origin': await startAppServer(),
        exposed: await startRangeServer(),
        hidden: await startRangeServer(),
      };
      await use({ page, servers, uncaughtErrors });
      await context.close();
      await Promise.all(Object.values(servers).map((server) => server.close()));
    },
    { scope: 'worker' },
  ],
});
