import { DownloadError } from '../../src/core/errors.js';
import type { Room } from '../../src/elements/shelf/room.js';
import type { Download } from '../../src/page/download.js';
import type { Downloads } from '../../src/page/downloads.js';
import type { DownloadRequest } from '../../src/page/request.js';

export interface FixedDownloads {
  /** Oldest first. */
  readonly all: readonly Download[];
  readonly stale?: readonly Download[];
  readonly room?: Room;
}

const ROOM: Room = { usedBytes: 3.1e9, quotaBytes: 10.7e9 };

/** Stands in for `Downloads` that never change, to be looked at. */
export function fixedDownloads({ all, stale = [], room = ROOM }: FixedDownloads): Downloads {
  const downloads = Object.assign(new EventTarget(), {
    all,
    stale,
    staleAfterDays: 30,
    find: (id: string) => all.find((download) => download.id === id),
    get: ({ url }: DownloadRequest) => {
      throw new DownloadError('invalid-request', `${url} is not to be fetched.`);
    },
    storage: async () => ({ ...room, persisted: true }),
  });
  return downloads as unknown as Downloads; // which has private fields, that no stand-in can have
}
