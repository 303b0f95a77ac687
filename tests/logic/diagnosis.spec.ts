import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { diagnosis, type Symptoms } from '../../src/core/diagnosis.js';
import { DownloadError } from '../../src/core/errors.js';
import type { Exchange } from '../../src/core/exchange.js';
import type { DownloadState } from '../../src/core/state.js';
import { UNKNOWN } from '../../src/core/transition.js';
import { VERSION } from '../../src/core/version.js';
import { withoutSecrets } from '../../src/core/without-secrets.js';

const at = Date.UTC(2026, 10, 24, 12);

const idle: DownloadState = { ...UNKNOWN, status: 'idle' };

function text(symptoms: Partial<Symptoms>): string {
  const url = 'https://files.example/film.mp4';
  const some = { nowMs: at, browser: 'Browser/1.0', page: 'https://app.example, secure', id: url, url, state: idle };
  return diagnosis({ ...some, room: undefined, exchanges: [], ...symptoms });
}

const slice: Exchange = {
  atMs: at,
  host: 'files.example',
  asked: { start: 0, end: 100 },
  answer: {
    status: 206,
    fields: { 'Content-Range': 'bytes 0-99/1000', ETag: '"a"' },
    isCrossOrigin: false,
    redirectedTo: undefined,
  },
  receivedBytes: 100,
  seconds: 1.25,
  end: 'came as it should',
  protocol: 'h2',
};

test('the version is that of the package', () => {
  const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(VERSION).toBe(manifest.version);
  expect(text({})).toContain(`resumable-download ${VERSION}, 2026-11-24T12:00:00.000Z`);
});

test.describe('no secret of a link is told', () => {
  for (const [given, told] of [
    ['https://a.example/film?token=1a2b&x=y#part', 'https://a.example/film?…'],
    ['https://me:secret@a.example:8443/film', 'https://a.example:8443/film'],
    ['https://me@a.example/film', 'https://a.example/film'],
    ['https://a.example/film#key=1', 'https://a.example/film?…'],
    ['https://a.example?token=1', 'https://a.example?…'],
    ['https://a.example/@user/film', 'https://a.example/@user/film'],
    ['(https://a.example/film) and http://b.example/?k=1 too', '(https://a.example/film) and http://b.example/?… too'],
    ['"ftp://me:pw@example.org/x?y" is no http URL', '"ftp://example.org/x?…" is no http URL'],
    ['What? A question, and me@example.org', 'What? A question, and me@example.org'],
  ] as const) {
    test(given, () => expect(withoutSecrets(given)).toBe(told));
  }

  test('wherever a URL may stand', () => {
    const url = 'https://me:secret@files.example/film.mp4?token=secret#secret';
    const error = new DownloadError('network', `${url} could not be reached`, { cause: `to ${url}` });
    const state: DownloadState = { ...idle, status: 'failed', error, advice: `The server of ${url} hides` };
    const whole = text({ id: url, url, page: url, state });
    expect(whole).not.toContain('secret');
    expect(whole.split('https://files.example/film.mp4?…')).toHaveLength(7);
  });
});

test.describe('what it is doing', () => {
  const lines = (state: Partial<DownloadState>) => text({ state: { ...idle, ...state } as DownloadState });

  test('how fast it comes', () => {
    const state = { status: 'downloading', bytesPerSecond: 1e6, secondsLeft: 61.4, connections: 3 } as const;
    expect(lines(state)).toContain('state: downloading, 3 connections, 1000000 bytes per second, time left: 61 s\n');
    expect(lines({ ...state, secondsLeft: undefined })).toContain('time left: unknown\n');
  });

  test('what it waits for, until when, and why', () => {
    const error = new DownloadError('http-status', 'The server is busy', { httpStatus: 503 });
    const busy = lines({ status: 'waiting', reason: 'server-busy', until: at, error });
    expect(busy).toContain('state: waiting (server-busy) until 2026-11-24T12:00:00.000Z\n');
    expect(busy).toContain('error: http-status (503): The server is busy\n');
    const offline = lines({ status: 'waiting', reason: 'offline', until: undefined });
    expect(offline).toContain('state: waiting (offline) until something happens\n');
    expect(offline).not.toContain('error:');
  });

  test('what went wrong, and what lay beneath', () => {
    const error = new DownloadError('internal', 'Something unexpected happened', { cause: new TypeError('x is null') });
    expect(lines({ status: 'failed', error })).toContain(
      'error: internal: Something unexpected happened\ncause: TypeError: x is null\n',
    );
  });

  test('how much is stored, and what is known of the server', () => {
    const storedRanges = [
      { start: 0, end: 10 },
      { start: 20, end: 30 },
    ];
    const facts = { storedBytes: 20, totalBytes: 100, storedRanges, resumable: true, mode: 'parallel' } as const;
    const told = lines({ ...facts, proof: 'validator', advice: 'Send ETag.' });
    expect(told).toContain('stored: 20 of 100 bytes in 2 ranges, 0 being fetched\n');
    expect(told).toContain('mode: parallel, resumable: true\nproof: validator, kept: across-restarts\n');
    expect(told).toContain('advice: Send ETag.\n');
    expect(lines({})).toContain('stored: 0 of nobody knows how many bytes');
    expect(lines({})).toContain('mode: not known yet, resumable: not known yet\n');
  });

  test('another tab that runs it knows more', () => {
    expect(lines({ status: 'connecting', owner: 'here' })).toContain('owner: this tab\n');
    const elsewhere = lines({ status: 'connecting', owner: 'elsewhere' });
    expect(elsewhere).toMatch(/^owner: another tab, .* copy it there/m);
    expect(elsewhere).toContain('requests: none seen in this tab since this page was loaded');
    expect(lines({ status: 'connecting', owner: 'silent' })).toContain('owner: another tab, which does not answer\n');
  });

  test('the room there is', () => {
    const room = { usedBytes: 5, quotaBytes: 10, persisted: false };
    expect(text({ room })).toContain('storage: 5 of 10 bytes used, not persisted\n');
    expect(text({ room: { ...room, persisted: true } })).toContain('bytes used, persisted\n');
    expect(text({})).toContain('storage: nothing can be kept here\n');
  });
});

test.describe('what was asked and answered', () => {
  test('the range, the status, the fields and the end', () => {
    expect(text({ exchanges: [slice] })).toContain(
      [
        'requests seen, the first and the last ones:',
        '  2026-11-24T12:00:00.000Z files.example, bytes=0-99: 206 over h2',
        '    Content-Range: bytes 0-99/1000',
        '    ETag: "a"',
        '    came as it should: 100 bytes in 1.3 s',
      ].join('\n'),
    );
  });

  test('a request without a range, and one that nobody answered', () => {
    const lost = { ...slice, asked: undefined, answer: undefined, receivedBytes: 0, end: 'broken (Failed to fetch)' };
    expect(text({ exchanges: [lost] })).toMatch(
      /files\.example, no Range: no answer\n {4}broken \(Failed to fetch\): 0 bytes in 1\.3 s$/,
    );
    expect(text({ exchanges: [{ ...slice, end: undefined }] })).toMatch(/ {4}under way: 100 bytes in 1\.3 s$/);
  });

  test('a redirect, to a host alone', () => {
    const answer = { status: 206, fields: {}, isCrossOrigin: false, redirectedTo: 'mirror.example' };
    expect(text({ exchanges: [{ ...slice, answer }] })).toContain('206 over h2, redirected to mirror.example\n');
  });

  test('fields that another origin may hide are named, those of the same origin that are missing are not', () => {
    const answer = { status: 206, fields: { 'Content-Length': '100' }, isCrossOrigin: true, redirectedTo: undefined };
    const hidden = 'not sent, or hidden from this page: Content-Range, Content-Encoding, Content-Type, ETag,';
    expect(text({ exchanges: [{ ...slice, answer }] })).toContain(hidden);
    expect(text({ exchanges: [slice] })).not.toContain('hidden');
  });

  test('a field that is far too long is cut', () => {
    const answer = { status: 206, fields: { ETag: 'x'.repeat(5000) }, isCrossOrigin: false, redirectedTo: undefined };
    expect(text({ exchanges: [{ ...slice, answer }] }).length).toBeLessThan(1000);
  });
});
