/**
 * What a client can know of a server's lies. Only those that it can find out are fair: nobody can tell two versions with
 * one length and no validator apart. A digest tells everything.
 */
import type { Setting } from './schedule.js';

export function hasDigest({ integrity }: Setting): boolean {
  return integrity !== undefined;
}

export function changes({ versions }: Setting): boolean {
  return versions.length > 1;
}

/** Whether two versions differ in what each answer to the page says of them. */
export function changesShow(setting: Setting): boolean {
  const { origin, validators, versions } = setting;
  if (hasDigest(setting) || validators === 'both' || validators === 'date') return true;
  if (origin === 'plain') return false; // neither an ETag nor the length in a Content-Range
  return validators === 'etag' || new Set(versions.map(({ size }) => size)).size === versions.length;
}

/** Whether an answer may lack or forge validators and still give no version away for another. */
export function validatorsMayLie(setting: Setting): boolean {
  return hasDigest(setting) || !changes(setting);
}

/** Whether the page sees which range an answer says it is. */
export function rangesShow(setting: Setting): boolean {
  return setting.origin !== 'plain' || hasDigest(setting);
}

/** Whether the page sees how long an answer without a Content-Range is going to be. */
export function lengthsShow(setting: Setting): boolean {
  return !setting.chunked || hasDigest(setting);
}
