import type { Page } from '@playwright/test';
import type { RangeServer } from '../../range-server/range-server.js';
import { openBlank, writeRecords } from '../behind-its-back.js';
import { MIB } from '../fixtures.js';

interface LeftBehind {
  readonly url: string;
  readonly intent?: 'run' | 'rest';
  readonly outcome?: 'complete' | { readonly code: string; readonly message: string };
  readonly storedBytes?: number;
  readonly totalBytes?: number;
}

/** Puts these into the ledger, oldest first, as earlier pages would have. Their files are missing. */
export async function leaveBehind(page: Page, server: RangeServer, downloads: readonly LeftBehind[]): Promise<void> {
  await openBlank(page, server);
  await writeRecords(page, downloads.map(record));
}

function record({ url, intent = 'rest', outcome, storedBytes = 0, totalBytes = MIB }: LeftBehind, index: number) {
  return {
    id: url,
    url,
    name: undefined,
    integrity: undefined,
    credentials: 'same-origin',
    hadHeaders: false,
    addedAt: Date.now() + index,
    intent,
    file: `file-${index}`,
    ranges: storedBytes > 0 ? [{ start: 0, end: storedBytes }] : [],
    representation: { completeLength: totalBytes, etag: '"7"', lastModified: undefined, mediaType: 'video/mp4' },
    serverName: undefined,
    mode: 'parallel',
    changes: 0,
    outcome,
  };
}
