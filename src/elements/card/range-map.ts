import { html, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ByteRange } from '../../core/byte-range.js';
import type { DownloadState } from '../../core/state.js';

/** Where in the file bytes are stored, and faintly, where they are being fetched. Empty while the length is unknown. */
export function rangeMap(state: DownloadState): TemplateResult | undefined {
  if (state.status === 'complete') return stored([{ start: 0, end: 1 }], 1);
  const { totalBytes, storedRanges } = state;
  if (!totalBytes) return undefined;
  const activeRanges = state.status === 'downloading' ? state.activeRanges : [];
  return html`${activeRanges.map((range) => segment(range, totalBytes, 'active'))}${stored(storedRanges, totalBytes)}`;
}

function stored(ranges: readonly ByteRange[], totalBytes: number): TemplateResult {
  // Keyed by the start, a growing range keeps its element. Only a lone one glides: where ranges meet, the left one
  // takes over the place of the right one, and gliding there would show a gap that does not exist.
  const motion = ranges.length === 1 ? 'gliding' : '';
  return html`${repeat(
    ranges,
    ({ start }) => start,
    (range) => segment(range, totalBytes, 'stored', motion),
  )}`;
}

function segment(range: ByteRange, totalBytes: number, part: 'active' | 'stored', motion = ''): TemplateResult {
  // The property: a policy may forbid the attribute (style-src).
  return html`<span class="${part} ${motion}" part=${part} .style=${place(range, totalBytes)}></span>`;
}

function place({ start, end }: ByteRange, totalBytes: number): string {
  const [from, size] = [start, end - start].map((bytes) => `${(100 * bytes) / totalBytes}%`);
  return `inset-inline-start: ${from}; inline-size: ${size}`;
}
