import type { Chance } from './chance.js';
import { drawFaults } from './fault-set.js';
import type { Act, PersonAct, ServerPhase, Setting, Step, Trigger } from './schedule.js';

const KIB = 2 ** 10;
const MIB = 2 ** 20;

export function drawStep(chance: Chance, setting: Setting): Step {
  return { when: drawTrigger(chance), act: drawAct(chance, setting) };
}

function drawTrigger(chance: Chance): Trigger {
  return chance.weighted<Trigger>([
    [40, { unit: 'bytesSent', count: chance.integer(1, chance.oneOf([100 * KIB, MIB, 4 * MIB, 8 * MIB])) }],
    [25, { unit: 'bytesStored', count: chance.integer(1, chance.oneOf([100 * KIB, MIB, 4 * MIB])) }],
    [20, { unit: 'requests', count: chance.integer(1, 5) }],
    [15, { unit: 'ms', count: chance.integer(0, 1000) }],
  ]);
}

function drawAct(chance: Chance, setting: Setting): Act {
  const kind = chance.weighted([
    [50, 'serve'],
    [8, 'cut'],
    [5, 'away'],
    [40, 'person'],
  ] as const);
  switch (kind) {
    case 'serve':
      return { kind, ...drawPhase(chance, setting) };
    case 'cut':
      return { kind };
    case 'away':
      return { kind, forMs: chance.integer(200, 1500) };
    case 'person':
      return drawPersonAct(chance);
  }
}

function drawPhase(chance: Chance, setting: Setting): ServerPhase {
  const version = chance.integer(0, setting.versions.length - 1);
  return { version, faults: chance.happens(20) ? [] : drawFaults(chance, setting) };
}

function drawPersonAct(chance: Chance): PersonAct {
  return chance.weighted<PersonAct>([
    [25, { kind: 'pause', forMs: chance.oneOf([0, 50, 500]) }],
    [25, { kind: 'reload' }],
    [8, { kind: 'restart' }],
    [8, { kind: 'lose' }],
    [10, { kind: 'reopen' }],
    [10, { kind: 'handOver' }],
    [10, { kind: 'offline', forMs: chance.integer(200, 1500) }],
    [12, { kind: 'attend', event: chance.oneOf(['online', 'visibilitychange', 'pageshow']) }],
  ]);
}
