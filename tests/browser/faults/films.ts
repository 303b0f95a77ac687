import type { Fault } from '../../range-server/fault.js';
import { MIB } from '../fixtures.js';

/** Long enough for many slices; one byte more than a round size. */
export const FILM = { size: 10 * MIB + 1, seed: 5 };

/** The same length, and no byte of it at its place. */
export const OTHER_FILM = { size: 10 * MIB + 1, seed: 6 };

/** Short enough to be sent as a whole, once or twice. */
export const CLIP = { size: 3 * MIB + 1, seed: 5 };

/** What a server answers where somebody is not signed in, in place of the file. */
export const LOGIN_PAGE: Fault = {
  status: 200,
  body: '<!doctype html><h1>Sign in</h1>',
  headers: { 'Content-Type': 'text/html' },
};

/** All requests but those for the beginning of the file. */
export const LATER = { startsAtOrAfter: 1 };

/** No validator at all. */
export const BARE = { etag: null, lastModified: null };

/** Slow enough to be seen running. */
export const SLOW = { bytesPerSecond: 4 * MIB };

/** Some of each slice comes, and then nothing: it cannot be complete before something else happens. */
export const STUCK = { faults: [{ stallAfterBytes: 700_000 }] };

/** The same, so slowly that little comes of an answer that is turned away. */
export const SLOW_AND_STUCK = { bytesPerSecond: 2 * MIB, faults: [{ stallAfterBytes: 950_000 }] };

/** What has come of an answer then that is believed. */
export const BELIEVED_BYTES = 900_000;
