import { expect, test } from '@playwright/test';
import type { Access } from '../../src/worker/protocol.js';
import { Route } from '../../src/worker/route.js';

const GIVEN: Access = {
  url: 'https://files.example/film',
  headers: { Authorization: 'Bearer secret' },
  credentials: 'include',
};

test('after a redirect requests go straight to its target', () => {
  const route = new Route(GIVEN);
  route.redirected(route.current, 'https://files.example/store/film');
  expect(route.current).toEqual({ ...GIVEN, url: 'https://files.example/store/film' });
});

test('headers are not sent to a target of another origin', () => {
  const route = new Route(GIVEN);
  route.redirected(route.current, 'https://elsewhere.example/film');
  expect(route.current.headers).toEqual({});
});

test('a target that turns a request away is left for the URL that the page gave, and not taken again', () => {
  const route = new Route(GIVEN);
  route.redirected(route.current, 'https://elsewhere.example/film');
  const target = route.current;
  expect(route.leave(target)).toBe(true);
  expect(route.current).toBe(GIVEN);
  expect(route.leave(target)).toBe(true); // of another lane that went there before
  expect(route.leave(GIVEN)).toBe(false);
  route.redirected(GIVEN, 'https://elsewhere.example/film');
  expect(route.current).toBe(GIVEN);
});

test('a fresh access begins anew, and what comes from the one before changes nothing', () => {
  const route = new Route(GIVEN);
  const fresh = { ...GIVEN, url: 'https://files.example/film?token=2' };
  route.renew(fresh);
  route.redirected(GIVEN, 'https://elsewhere.example/film');
  expect(route.current).toBe(fresh);
  expect(route.leave(GIVEN)).toBe(true);
  route.redirected(fresh, 'https://elsewhere.example/film?signed');
  expect(route.current.url).toBe('https://elsewhere.example/film?signed');
});
