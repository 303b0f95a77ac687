import { randomUUID } from 'node:crypto';
import { type Answer, partialAnswer, textAnswer, withHeaders, withLength } from './answer.js';
import { bytesPiece, type Piece, textPiece } from './body.js';
import { contentSize } from './content.js';
import { gzipped } from './content-encoding.js';
import { onlyCorsHeaders } from './cors.js';
import type { AnswerFaults, OtherVersion, RequestFaults, WrongRange } from './fault.js';
import { type Question, withoutRange } from './file-answer.js';
import { derivedDate, derivedEtag, type Representation } from './representation.js';
import { formatContentRange } from './wire-range.js';

/** What a request fault can change: how the request is understood, and what it is answered from. */
export interface Understanding {
  readonly question: Question;
  readonly representation: Representation;
}

/** One function per kind of fault, applied in the order written. */
type Effects<Subject, Faults> = {
  readonly [Kind in keyof Faults]-?: (subject: Subject, value: NonNullable<Faults[Kind]>) => Subject;
};

const REQUEST_EFFECTS: Effects<Understanding, RequestFaults> = {
  ignoreRange: ({ question, representation }) => ({ question: withoutRange(question), representation }),
  otherVersion: ({ question, representation }, version) => ({
    question,
    representation: replaced(representation, version),
  }),
};

const answerEffects = (representation: Representation): Effects<Answer, AnswerFaults> => ({
  capBytes: (answer, cap) => moved(answer, representation, { end: cappedEnd(answer, cap) }),
  wrongRange: (answer, wrong) => moved(answer, representation, wrong),
  shiftBytes: (answer, shift) => ({ ...answer, body: answer.body.flatMap((piece) => rotated(piece, shift)) }),
  multipart: (answer) => multipart(answer, representation),
  contentRange: (answer, form) => reworded(answer, representation, form),
  freshEtag: (answer) => ({ ...answer, headers: withHeaders(answer.headers, { ETag: `"${randomUUID()}"` }) }),
  status: (answer, status) => textAnswer(status, onlyCorsHeaders(answer.headers)),
  claimedStatus: (answer, status) => ({ ...answer, status }),
  body: (answer, text) => withLength({ ...answer, body: [textPiece(text)] }),
  gzip: (answer) => gzipped(answer),
  extraBytes: (answer, count) => ({ ...answer, body: [...answer.body, bytesPiece(new Uint8Array(count).fill(88))] }),
  headers: (answer, headers) => ({ ...answer, headers: withHeaders(answer.headers, headers) }),
});

export function applyRequestFaults(understanding: Understanding, faults: RequestFaults): Understanding {
  return applyAll(REQUEST_EFFECTS, faults, understanding);
}

export function applyAnswerFaults(answer: Answer, representation: Representation, faults: AnswerFaults): Answer {
  return applyAll(answerEffects(representation), faults, answer);
}

function applyAll<Subject, Faults extends object>(
  effects: Effects<Subject, Faults>,
  faults: Faults,
  subject: Subject,
): Subject {
  const kinds = Object.keys(effects) as (keyof Faults)[];
  return kinds.reduce((before, kind) => {
    const value = faults[kind];
    return value === undefined || value === null ? before : effects[kind](before, value);
  }, subject);
}

function replaced(old: Representation, version: OtherVersion): Representation {
  const content = { seed: version.seed, size: version.size ?? old.size };
  const replacement = { ...old, content, size: content.size };
  if (version.keepValidators) return replacement;
  const weakness = old.etag?.startsWith('W/') ? 'W/' : '';
  return {
    ...replacement,
    etag: old.etag === undefined ? undefined : weakness + derivedEtag(content),
    lastModified: old.lastModified === undefined ? undefined : derivedDate(content),
  };
}

function cappedEnd({ fileRange }: Answer, cap: number): number {
  return fileRange ? Math.min(fileRange.end, fileRange.start + cap) : cap;
}

/** Keeps at least one byte, within the file; leaves alone what is no answer to a range. */
function moved(answer: Answer, representation: Representation, wrong: WrongRange): Answer {
  const asked = answer.fileRange;
  if (answer.status !== 206 || !asked) return answer;
  const start = clamp(wrong.start ?? asked.start + (wrong.startBy ?? 0), 0, representation.size - 1);
  const end = clamp(wrong.end ?? asked.end + (wrong.endBy ?? 0), start + 1, representation.size);
  return partialAnswer(answer, representation, { start, end });
}

function reworded(answer: Answer, { size }: Representation, form: string): Answer {
  if (!answer.fileRange || !answer.headers.has('Content-Range')) return answer;
  const contentRange = formatContentRange(answer.fileRange, size, form);
  return { ...answer, headers: withHeaders(answer.headers, { 'Content-Range': contentRange }) };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

/** As many bytes as before, from further on in the file, and from its beginning where it ends. */
function rotated({ content, range }: Piece, shift: number): Piece[] {
  const size = contentSize(content);
  const length = range.end - range.start;
  if (length === 0) return [];
  const start = (((range.start + shift) % size) + size) % size;
  const untilEnd = Math.min(length, size - start);
  return [
    { content, range: { start, end: start + untilEnd } },
    { content, range: { start: 0, end: length - untilEnd } },
  ];
}

function multipart(answer: Answer, { size, contentType }: Representation): Answer {
  if (answer.status !== 206 || !answer.fileRange) return answer;
  const boundary = 'THIS_STRING_SEPARATES';
  const contentRange = formatContentRange(answer.fileRange, size);
  const head = `--${boundary}\r\nContent-Type: ${contentType}\r\nContent-Range: ${contentRange}\r\n\r\n`;
  const tail = `\r\n--${boundary}--\r\n`;
  const headers = withHeaders(answer.headers, {
    'Content-Range': null,
    'Content-Type': `multipart/byteranges; boundary=${boundary}`,
  });
  return withLength({ ...answer, headers, body: [textPiece(head), ...answer.body, textPiece(tail)] });
}
