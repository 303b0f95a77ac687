import { expect } from '../fixtures.js';
import { type FaultCase, specify } from './fault-case.js';

const TINY = { bytes: Buffer.from('ten bytes.') };

/** Header fields hold bytes: this is UTF-8 as a server writes it. */
function utf8(text: string): string {
  return Buffer.from(text).toString('latin1');
}

function named(rows: readonly (readonly [string, string, string])[]): FaultCase[] {
  return rows.map(([contentDisposition, name, source]) => ({
    title: `${contentDisposition || 'nothing'} is ${name}`,
    source,
    file: { ...TINY, headers: { 'Content-Disposition': contentDisposition } },
    outcome: (view) => ({ name: view === 'hidden' ? 'film.bin' : name }),
  }));
}

specify(
  'the name that a server gives, as far as the page can see it, with',
  named([
    ['attachment; filename=a.mp4', 'a.mp4', 'RFC 6266, 4.1'],
    ['inline; filename="a b.mp4"', 'a b.mp4', 'RFC 6266, 4.2'],
    ['attachment; filename="EURO.mp4"; filename*=UTF-8\'\'%e2%82%ac.mp4', '€.mp4', 'RFC 6266, 5'],
    ["attachment; filename*=iso-8859-1'en'%A3.mp4", '£.mp4', 'RFC 8187, 3.2.3'],
    ["attachment; filename=plain.mp4; filename*=UTF-8''%ff", 'plain.mp4', 'RFC 8187, 3.2.1'],
    [`attachment; filename="${utf8('映画.mp4')}"`, '映画.mp4', 'RFC 6266, C.4'],
    ['attachment; filename="../../etc/passwd"', 'passwd', 'RFC 6266, 4.3'],
    ["attachment; filename*=UTF-8''..%5c..%5cboot.ini", 'boot.ini', 'RFC 6266, 4.3'],
    ["attachment; filename*=UTF-8''photo%e2%80%aegpj.exe", 'photogpj.exe', 'CWE-451'],
    ['attachment; filename="con.txt"', '_con.txt', 'Windows, Naming Files'],
    ['attachment; filename=".bashrc"', 'bashrc', 'RFC 6266, 4.3'],
    ['attachment; filename="a<b>:c?.mp4"', 'a_b__c_.mp4', 'Windows, Naming Files'],
    ['attachment', 'film.bin', 'RFC 6266, 4.1'],
    ['attachment; filename=""', 'film.bin', 'RFC 6266, 4.3'],
    ['', 'film.bin', 'RFC 6266, 4'],
  ]),
);

specify('a name that is too long', [
  {
    title: 'is shortened, and keeps its extension',
    source: 'RFC 6266, 4.3',
    file: { ...TINY, name: `${'n'.repeat(300)}.mp4` },
    outcome: (view) => ({ name: view === 'hidden' ? 'film.bin' : expect.stringMatching(/^n{100,196}\.mp4$/) }),
  },
]);

specify('the name that a page gives', [
  {
    title: 'goes before what the server says, and is as safe',
    source: 'RFC 6266, 4.3',
    file: { ...TINY, name: 'server.mp4' },
    request: { name: '../page.mp4' },
    outcome: { name: 'page.mp4' },
  },
]);

specify('the name of a redirected file', [
  {
    title: 'is of the address that the page knows, not of where it is kept',
    source: 'RFC 9110, 15.4.3',
    file: { ...TINY, redirect: '9f86d081?signature={fresh}' },
    besides: { '9f86d081': TINY },
    outcome: { name: 'film.bin' },
  },
  {
    title: 'is what is said where it is kept',
    source: 'RFC 6266, 4',
    file: { ...TINY, redirect: '9f86d081?signature={fresh}' },
    besides: { '9f86d081': { ...TINY, name: 'film.mp4' } },
    outcome: (view) => ({ name: view === 'hidden' ? 'film.bin' : 'film.mp4' }),
  },
]);
