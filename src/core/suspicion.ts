import { type Representation, sameVersion } from './representation.js';

/** So often in a row the answers must be of one other version before what is stored is given up. */
const SIGHTINGS = 3;

/** Answers in a row that speak of another version than the pinned one. */
export interface Suspicion {
  /** The last of them. */
  readonly seen: Representation | undefined;
  /** How many in a row have spoken of that very version. */
  readonly sightings: number;
}

export const NO_SUSPICION: Suspicion = { seen: undefined, sightings: 0 };

export type Finding = 'ask-again' | 'changed' | 'etags-worthless';

/** After an answer of another version. */
export function afterOther(
  { seen: before, sightings }: Suspicion,
  pinned: Representation,
  seen: Representation,
): { suspicion: Suspicion; finding: Finding } {
  const again = before !== undefined && sameVersion(before, seen);
  const suspicion = { seen, sightings: again ? sightings + 1 : 1 };
  if (before && differInEtagAlone(before, seen) && differInEtagAlone(pinned, seen)) {
    return { suspicion, finding: 'etags-worthless' };
  }
  return { suspicion, finding: suspicion.sightings < SIGHTINGS ? 'ask-again' : 'changed' };
}

/**
 * After an answer of the pinned version again. One request that was answered with two ETags shows that they are made up
 * (hosts behind one name, each with its own), if a date says that it is one version all the same; without a date the
 * other may have been another version for a moment.
 */
export function afterSame({ seen }: Suspicion, pinned: Representation): 'trusted' | 'etags-worthless' {
  const madeUp = seen && differInEtagAlone(pinned, seen) && pinned.lastModified !== undefined;
  return madeUp && pinned.lastModified === seen.lastModified ? 'etags-worthless' : 'trusted';
}

function differInEtagAlone(one: Representation, other: Representation): boolean {
  if (one.etag === undefined || other.etag === undefined || one.etag === other.etag) return false;
  return sameVersion({ ...one, etag: undefined }, other);
}
