import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { mersenne } from 'pure-rand/generator/mersenne';

/** Draws that follow from a seed alone. */
export interface Chance {
  /** Both ends included. */
  integer(least: number, most: number): number;
  happens(percent: number): boolean;
  oneOf<T>(choices: readonly [T, ...T[]]): T;
  /** Each as often as its weight says, in proportion to the others. */
  weighted<T>(choices: readonly (readonly [weight: number, choice: T])[]): T;
}

/** Neighbouring seeds give unrelated draws. */
export function createChance(seed: number): Chance {
  const generator = mersenne(seed);
  const integer = (least: number, most: number) => uniformInt(generator, least, most);
  return {
    integer,
    happens: (percent) => integer(1, 100) <= percent,
    oneOf: (choices) => choices[integer(0, choices.length - 1)] ?? choices[0],
    weighted(choices) {
      let left = integer(
        1,
        choices.reduce((sum, [weight]) => sum + weight, 0),
      );
      for (const [weight, choice] of choices) {
        left -= weight;
        if (left <= 0) return choice;
      }
      throw new RangeError('There is nothing to choose from');
    },
  };
}
