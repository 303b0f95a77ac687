import { type Algorithm, integrityOf } from '../../range-server/digest.js';
import type { Contender, Course } from '../contender.js';
import { BARE_PAGE, DOWNLOAD_PAGE, type Told } from '../pages.js';
import { visit } from '../visit.js';

/** As many as the library has to another origin. */
const LANES = 6;
const SLICE_BYTES = 16 * 2 ** 20; // 16 MiB

export const ours: Contender = {
  name: 'ours',
  run: (course) => visit(course, DOWNLOAD_PAGE, { url: course.origin.url }, inSeconds),
};

export const oursWithSha256 = oursWith('ours-sha256', 'sha256');
export const oursWithSha512 = oursWith('ours-sha512', 'sha512');

/** What the element costs: the same without it. */
export const oursUnseen: Contender = {
  name: 'ours-unseen',
  run: (course) => visit(course, DOWNLOAD_PAGE, { url: course.origin.url, isUnseen: true }, inSeconds),
};

/** What is possible at all: the same lanes, but nothing is kept. */
export const discard: Contender = {
  name: 'discard',
  run: (course) => bare(course, { lanes: LANES, sliceBytes: SLICE_BYTES }),
};

/** The least that keeps a file: it is written and flushed once, and nothing is judged, recorded or shown. */
export const write: Contender = {
  name: 'write',
  run: (course) => bare(course, { lanes: LANES, sliceBytes: SLICE_BYTES, isWritten: true }),
};

/** What a page gets that asks for the file, and throws it away. */
export const oneStream: Contender = { name: 'one-stream', run: (course) => bare(course, {}) };

function oursWith(name: Contender['name'], algorithm: Algorithm): Contender {
  return {
    name,
    async run(course) {
      const integrity = await integrityOf(course.file, algorithm);
      return visit(course, DOWNLOAD_PAGE, { url: course.origin.url, integrity }, inSeconds);
    },
  };
}

function bare(course: Course, how: object) {
  return visit(course, BARE_PAGE, { url: course.origin.url, ...how }, inSeconds);
}

async function inSeconds(told: Promise<Told>) {
  const { totalMs, ...others } = await told;
  return { seconds: totalMs / 1000, ...others };
}
