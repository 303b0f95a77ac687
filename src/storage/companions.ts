/*
 * What stands beside the file of a download. Chromium takes a write that fails on a full disk for the moment to make room: if
 * the browser itself was writing, as it does for a record, it drops all that an origin stores unless that is persisted. A
 * write through a synchronous handle fails without that. So where a disk may be full, a handle must have found room before
 * anything is recorded.
 */

const ROOM = '.room';
const RECORD = '.record';

/** The name of the file that holds room while this one is written. */
export function roomFileOf(file: string): string {
  return file + ROOM;
}

/** The name of the file with a copy of the record of this one. */
export function copyFileOf(file: string): string {
  return file + RECORD;
}

/** What may stand beside the file of a download. */
export function companionsOf(file: string): readonly string[] {
  return [roomFileOf(file), copyFileOf(file)];
}

/** The file of a download that a file belongs to: itself, where it stands beside no other. */
export function ownerOf(name: string): string {
  const suffix = [ROOM, RECORD].find((suffix) => name.endsWith(suffix)) ?? '';
  return name.slice(0, name.length - suffix.length);
}
