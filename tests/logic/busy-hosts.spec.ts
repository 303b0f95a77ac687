import { expect, test } from '@playwright/test';
import { BusyHosts } from '../../src/page/busy-hosts.js';

function guest() {
  const told: number[] = [];
  return { told, holdOff: (untilMs: number) => void told.push(untilMs) };
}

test('what one download was told by a busy host, the others that ask it are told, and later ones find', () => {
  const hosts = new BusyHosts();
  const [one, other, elsewhere] = [guest(), guest(), guest()];
  hosts.join('a.example', one);
  hosts.join('a.example', other);
  hosts.join('b.example', elsewhere);
  hosts.tell('a.example', 5000, one);
  expect([one.told, other.told, elsewhere.told]).toEqual([[], [5000], []]);
  expect([hosts.untilMs('a.example'), hosts.untilMs('b.example')]).toEqual([5000, 0]);
});

test('a shorter wait does not shorten a longer one, and who has left is told nothing', () => {
  const hosts = new BusyHosts();
  const left = guest();
  hosts.join('a.example', left)();
  hosts.tell('a.example', 5000, undefined);
  hosts.tell('a.example', 4000, undefined);
  expect(hosts.untilMs('a.example')).toBe(5000);
  expect(left.told).toEqual([]);
});
