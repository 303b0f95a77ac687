import type { Fault, FaultCondition } from '../range-server/fault.js';
import type { Chance } from './chance.js';
import { drawFaultKind, isLoginPage } from './fault-menu.js';
import type { Setting } from './schedule.js';
import { hasDigest } from './visibility.js';

const MIB = 2 ** 20;

/** One to three faults that may strike together. */
export function drawFaults(chance: Chance, setting: Setting): Fault[] {
  const faults = Array.from({ length: chance.oneOf([1, 1, 2, 2, 3]) }, () => {
    const fault = drawFaultKind(chance, setting);
    const when = { ...drawCondition(chance), ...fault.when };
    return Object.keys(when).length > 0 ? { ...fault, when } : fault;
  });
  return hasDigest(setting) ? faults : faults.filter((fault, index) => isFairAfter(fault, faults.slice(0, index)));
}

function drawCondition(chance: Chance): FaultCondition {
  const after = chance.integer(0, 4);
  return chance.weighted<FaultCondition>([
    [20, {}],
    [40, { first: chance.integer(1, 10) }],
    [15, { nth: chance.integer(1, 5) }],
    [10, { every: chance.integer(2, 3) }],
    [10, { after }],
    [10, { startsAtOrAfter: chance.integer(1, 8) * MIB }],
    [5, { after, first: after + chance.integer(1, 6) }],
  ]);
}

/** Whether a client can still find it out when one of the others strikes at the same answer. */
function isFairAfter(fault: Fault, others: readonly Fault[]): boolean {
  return others.every((other) => !UNFAIR_PAIRS.some(([one, two]) => both(one, two, fault, other)));
}

type Is = (fault: Fault) => boolean;

function both(one: Is, two: Is, fault: Fault, other: Fault): boolean {
  return (one(fault) && two(other)) || (two(fault) && one(other));
}

const endsEarly: Is = ({ endAfterBytes }) => endAfterBytes !== undefined;
const isWhole: Is = ({ ignoreRange }) => ignoreRange === true;
const isTooLong: Is = ({ extraBytes }) => extraBytes !== undefined;
const hidesLength: Is = ({ headers }) => headers?.['Content-Length'] === null;
const hidesFields: Is = ({ headers }) => headers?.['Access-Control-Expose-Headers'] === null;
const isMisplaced: Is = ({ wrongRange }) => wrongRange !== undefined;
const changesHead: Is = ({ headers, claimedStatus }) => headers !== undefined || claimedStatus !== undefined;

const UNFAIR_PAIRS: readonly (readonly [Is, Is])[] = [
  [endsEarly, isWhole], // a whole file without a length ends where it ends
  [endsEarly, isLoginPage],
  [isTooLong, hidesLength],
  [isTooLong, endsEarly],
  [hidesFields, isMisplaced],
  [isLoginPage, changesHead], // it would have the file's own media type
];
