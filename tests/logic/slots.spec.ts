import { setImmediate } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { Slots } from '../../src/page/slots.js';

const NEVER = new AbortController().signal;

/** Takes slots by name, and notes in what order they were given. */
function party(slots: Slots) {
  const entered: string[] = [];
  const leave = new Map<string, () => void>();
  return {
    entered,
    /** Resolves when it is known who of those that came may enter. */
    async come(...names: string[]) {
      for (const name of names) {
        void slots.take(NEVER).then((release) => {
          entered.push(name);
          leave.set(name, release);
        });
      }
      await setImmediate();
    },
    async go(...names: string[]) {
      for (const name of names) leave.get(name)?.();
      await setImmediate();
    },
  };
}

test('as many enter at once as there are slots', async () => {
  const { entered, come } = party(new Slots(2));
  await come('a', 'b', 'c', 'd');
  expect(entered).toEqual(['a', 'b']);
});

test('the others enter in the order they came, one for each that leaves', async () => {
  const { entered, come, go } = party(new Slots(2));
  await come('a', 'b', 'c', 'd', 'e');
  await go('b');
  expect(entered).toEqual(['a', 'b', 'c']);
  await go('a', 'c');
  expect(entered).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('who comes later does not overtake those that wait', async () => {
  const { entered, come, go } = party(new Slots(1));
  await come('a', 'b');
  await go('a');
  await come('c');
  expect(entered).toEqual(['a', 'b']);
});

test('a raised limit admits those that wait, in their order', async () => {
  const slots = new Slots(1);
  const { entered, come } = party(slots);
  await come('a', 'b', 'c', 'd');
  slots.limit = 3;
  await setImmediate();
  expect(entered).toEqual(['a', 'b', 'c']);
});

test('a lowered limit sends nobody away, and admits nobody before enough have left', async () => {
  const slots = new Slots(3);
  const { entered, come, go } = party(slots);
  await come('a', 'b', 'c', 'd');
  slots.limit = 1;
  await go('a', 'b');
  expect(entered).toEqual(['a', 'b', 'c']);
  await go('c');
  expect(entered).toEqual(['a', 'b', 'c', 'd']);
});

test('with no slots everybody waits', async () => {
  const slots = new Slots(0);
  const { entered, come } = party(slots);
  await come('a');
  expect(entered).toEqual([]);
  slots.limit = 1;
  await setImmediate();
  expect(entered).toEqual(['a']);
});

test('who is aborted while waiting is told the reason, and its turn goes to the next', async () => {
  const slots = new Slots(1);
  const { entered, come, go } = party(slots);
  await come('a');
  const aborter = new AbortController();
  const waiting = slots.take(aborter.signal);
  await come('c');
  aborter.abort('gone');
  await expect(waiting).rejects.toBe('gone');
  await go('a');
  expect(entered).toEqual(['a', 'c']);
});

test('who was aborted before it came never enters', async () => {
  const slots = new Slots(1);
  await expect(slots.take(AbortSignal.abort('gone'))).rejects.toBe('gone');
  const { entered, come } = party(slots);
  await come('a');
  expect(entered).toEqual(['a']);
});

test('an abort after entering leaves the slot to its holder', async () => {
  const slots = new Slots(1);
  const aborter = new AbortController();
  const release = await slots.take(aborter.signal);
  aborter.abort();
  const { entered, come } = party(slots);
  await come('b');
  expect(entered).toEqual([]);
  release();
  await setImmediate();
  expect(entered).toEqual(['b']);
});

test('who is let go first enters before those that came earlier, the last one so moved before all', async () => {
  const slots = new Slots(1);
  const { entered, come, go } = party(slots);
  await come('a', 'b');
  const [c, d] = [{ name: 'c' }, { name: 'd' }];
  for (const who of [c, d]) void slots.take(NEVER, who).then(() => entered.push(who.name));
  expect([slots.letGoFirst(c), slots.letGoFirst(d)]).toEqual([true, true]);
  await go('a');
  expect(entered).toEqual(['a', 'd']);
  slots.limit = 3;
  await setImmediate();
  expect(entered).toEqual(['a', 'd', 'c', 'b']);
});

test('who does not wait cannot be let go first', async () => {
  const slots = new Slots(1);
  const [inside, gone] = [{}, {}];
  await slots.take(NEVER, inside);
  const aborter = new AbortController();
  slots.take(aborter.signal, gone).catch(() => {});
  aborter.abort();
  expect([slots.letGoFirst(inside), slots.letGoFirst(gone), slots.letGoFirst({})]).toEqual([false, false, false]);
});
