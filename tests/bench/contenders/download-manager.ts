import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Contender } from '../contender.js';
import { LINK_PAGE } from '../pages.js';
import { visit } from '../visit.js';

const NAME = 'film.bin';
const POLL_MS = 5;
const PATIENCE_MS = 10 * 60_000;

/** The browser’s own, from the click on a link to where the whole file has its name: until then it has another. */
export const downloadManager: Contender = {
  name: 'download-manager',
  async run(course) {
    const target = join(course.directory, NAME);
    const run = await visit(course, LINK_PAGE, { url: course.origin.url }, async (told) => {
      const startedAt = performance.now();
      await Promise.race([untilThere(target, course.file.size), told]);
      return { seconds: (performance.now() - startedAt) / 1000 };
    });
    await rm(target); // the next one would have another name
    return run;
  },
};

async function untilThere(path: string, size: number): Promise<void> {
  const deadlineMs = performance.now() + PATIENCE_MS;
  while ((await stat(path).catch(() => undefined))?.size !== size) {
    if (performance.now() > deadlineMs) throw new Error(`No file after ${PATIENCE_MS} ms`);
    await setTimeout(POLL_MS);
  }
}
