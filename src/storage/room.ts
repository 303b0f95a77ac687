/*
 * Chromium takes a write that fails on a full disk for the moment to make room: if the browser itself was writing, as it does
 * for a record, it drops all that an origin stores unless that is persisted. A write through a synchronous handle fails
 * without that. So where a disk may be full, a handle must have found room before anything is recorded.
 */

const SUFFIX = '.room';

/** The name of the file that holds room while this one is written. */
export function roomFileOf(file: string): string {
  return file + SUFFIX;
}

/** The file of a download that a file belongs to: itself, where it holds no room for another. */
export function ownerOf(name: string): string {
  return name.endsWith(SUFFIX) ? name.slice(0, -SUFFIX.length) : name;
}
