import type { DownloadState, DownloadStatus } from '../../src/core/state.js';
import { UNKNOWN } from '../../src/core/transition.js';
import type { Download } from '../../src/page/download.js';

export type FixedState = DownloadStatus & Partial<Omit<DownloadState, 'status'>>;

const DIAGNOSIS = [
  'page: https://example.org, visible',
  'state: downloading, 48.3 MB/s, 64 s left, 3 connections',
  'mode: parallel, resumable: true',
  'proof: validator, kept: across-restarts',
  'owner: this tab',
  'stored: 2320000000 of 5370000000 bytes in 3 ranges',
];

/** Stands in for a `Download` that is always in one state, to be looked at. Presses do nothing. */
export function fixedDownload(name: string, state: FixedState): Download {
  const download = Object.assign(new EventTarget(), {
    id: name,
    url: `https://files.example.org/media/${encodeURIComponent(name)}`,
    name,
    state: Object.freeze<DownloadState>({ ...UNKNOWN, ...state }),
    finished: new Promise<void>(() => {}),
    start: async () => {},
    autostart: async () => {},
    moveToFront: async () => {},
    pause: async () => {},
    remove: async () => {},
    file: async () => new File([], name),
    save: async () => {},
    diagnose: async () => [`resumable-download, ${name}`, ...DIAGNOSIS].join('\n'),
  });
  return download as unknown as Download; // which has private fields, that no stand-in can have
}
