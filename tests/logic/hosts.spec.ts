import { expect, test } from '@playwright/test';
import { Hosts } from '../../src/page/hosts.js';

const OWN = 'https://app.example';
const A = 'https://a.example';
const B = 'https://b.example';
const ALL = Number.POSITIVE_INFINITY;

function guest() {
  const told: number[] = [];
  const granted: number[] = [];
  return {
    told,
    granted,
    holdOff: (untilMs: number) => void told.push(untilMs),
    connections: (count: number) => void granted.push(count),
  };
}

test('what one download was told by a busy host, the others that ask it are told, and later ones find', () => {
  const hosts = new Hosts(6, OWN);
  const [one, other, elsewhere] = [guest(), guest(), guest()];
  hosts.ask(one, A, ALL);
  hosts.ask(other, A, ALL);
  hosts.ask(elsewhere, B, ALL);
  hosts.holdOff(A, 5000, one);
  expect([one.told, other.told, elsewhere.told]).toEqual([[], [5000], []]);
  expect([hosts.untilMs(A), hosts.untilMs(B)]).toEqual([5000, 0]);
});

test('a shorter wait does not shorten a longer one, and who has left is told nothing', () => {
  const hosts = new Hosts(6, OWN);
  const left = guest();
  hosts.ask(left, A, ALL);
  hosts.leave(left);
  hosts.holdOff(A, 5000, undefined);
  hosts.holdOff(A, 4000, undefined);
  expect(hosts.untilMs(A)).toBe(5000);
  expect(left.told).toEqual([]);
});

test('all connections go to one that is alone, are shared while there are several, and come back', () => {
  const hosts = new Hosts(6, OWN);
  const [one, other, third] = [guest(), guest(), guest()];
  hosts.ask(one, A, ALL);
  hosts.ask(other, A, ALL);
  hosts.ask(third, A, ALL);
  hosts.leave(one);
  hosts.leave(third);
  expect(one.granted).toEqual([6, 3, 2]);
  expect(other.granted).toEqual([3, 2, 3, 6]);
  expect(third.granted).toEqual([2, 3]);
});

test('what one has no use for goes to the others of its host, and to no other host', () => {
  const hosts = new Hosts(6, OWN);
  const [one, other, elsewhere] = [guest(), guest(), guest()];
  hosts.ask(one, A, ALL);
  hosts.ask(elsewhere, B, ALL);
  hosts.ask(other, A, ALL);
  hosts.ask(other, A, 1);
  hosts.ask(other, A, 1);
  expect([one.granted, other.granted, elsewhere.granted]).toEqual([[6, 3, 5], [3, 1], [6]]);
});

test('who goes on with another host leaves its connections to those that stay', () => {
  const hosts = new Hosts(6, OWN);
  const [one, other] = [guest(), guest()];
  hosts.ask(one, A, ALL);
  hosts.ask(other, A, ALL);
  hosts.ask(other, B, ALL);
  expect([one.granted, other.granted]).toEqual([
    [6, 3, 6],
    [3, 6],
  ]);
});

test('one connection to the own origin is left to the page', () => {
  const hosts = new Hosts(6, OWN);
  const one = guest();
  hosts.ask(one, OWN, ALL);
  hosts.budget = 4;
  hosts.budget = 9;
  expect(one.granted).toEqual([5, 4, 5]);
});
