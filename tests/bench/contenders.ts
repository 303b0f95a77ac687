import type { Contender } from './contender.js';
import { downloadManager } from './contenders/download-manager.js';
import { discard, oneStream, ours, oursUnseen, oursWithSha256, oursWithSha512, write } from './contenders/page.js';
import { aria2, curl } from './contenders/programs.js';
import type { ContenderName } from './result.js';

export const CONTENDERS: Readonly<Record<ContenderName, Contender>> = {
  ours,
  'ours-unseen': oursUnseen,
  'ours-sha256': oursWithSha256,
  'ours-sha512': oursWithSha512,
  discard,
  write,
  'one-stream': oneStream,
  'download-manager': downloadManager,
  curl,
  aria2,
};

/** As tables and charts call them. */
export const LABELS: Readonly<Record<ContenderName, string>> = {
  ours: 'resumable-download',
  'ours-unseen': 'resumable-download, no element',
  'ours-sha256': 'resumable-download, SHA-256',
  'ours-sha512': 'resumable-download, SHA-512',
  discard: 'fetch and discard, six lanes',
  write: 'fetch and write, six lanes',
  'one-stream': 'fetch and discard, one connection',
  'download-manager': 'the browser’s own download',
  curl: 'curl',
  aria2: 'aria2, six connections',
};
