import type { DownloadError } from '../../core/errors.js';
import { fromFailure, toFailure } from '../../core/errors.js';
import type { Download } from '../../page/download.js';
import type { Downloads } from '../../page/downloads.js';
import type { Links } from './links.js';

/** What has become of links. */
export interface Outcome {
  readonly added: readonly Download[];
  /** Those that were there before. */
  readonly known: readonly Download[];
  /** Texts that are no links, and links that cannot be downloaded. */
  readonly refused: readonly Refusal[];
}

export interface Refusal {
  readonly text: string;
  /** Absent: it is no link. */
  readonly error?: DownloadError;
}

/**
 * Starts what is not there yet.
 *
 * @param onRefused told later of one that could not even begin, so that no card can say why
 */
export function addLinks({ good, bad }: Links, downloads: Downloads, onRefused: (refusal: Refusal) => void): Outcome {
  const added: Download[] = [];
  const known: Download[] = [];
  const refused: Refusal[] = bad.map((text) => ({ text }));
  const byAddress = new Map(downloads.all.flatMap((download) => addressesOf(download).map((url) => [url, download])));
  for (const url of good) {
    const there = byAddress.get(withoutFragment(url));
    if (there) {
      known.push(there);
      continue;
    }
    try {
      const download = downloads.get(url);
      download.start().catch((thrown) => {
        if (!downloads.all.includes(download)) onRefused({ text: url, error: fromFailure(toFailure(thrown)) });
      });
      added.push(download);
    } catch (thrown) {
      refused.push({ text: url, error: fromFailure(toFailure(thrown)) });
    }
  }
  return { added, known: [...new Set(known)], refused };
}

/** A page may have given it an id of its own. */
function addressesOf({ id, url }: Download): string[] {
  return [id, withoutFragment(url)];
}

function withoutFragment(url: string): string {
  return url.replace(/#.*$/, '');
}
