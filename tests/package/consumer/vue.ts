import { openDownloads } from 'resumable-download/vue';
import type { GlobalComponents } from 'vue';

type Element = InstanceType<GlobalComponents['resumable-download']>;
type Shelf = InstanceType<GlobalComponents['download-shelf']>;

const downloads = await openDownloads();

export const right: Element['$props'][] = [
  { src: '/film.mp4', name: 'film.mp4', 'download-id': 'film', autostart: true, 'keep-awake': true },
  { download: downloads.get('/film.mp4'), class: 'mine', style: { maxWidth: '400px' } },
];
export const shelf: Shelf['$props'] = { downloads };

export const wrong: Element['$props'][] = [
  // @ts-expect-error a number is no address
  { src: 5 },
  // @ts-expect-error it is called src
  { source: '/film.mp4' },
  // @ts-expect-error not this kind of download
  { download: 'film.mp4' },
];

export function emitAll(emit: Element['$emit'], event: Event): void {
  // @ts-expect-error no such event
  emit('download-started', event);
  // @ts-expect-error it is no such event
  emit('download-complete', event);
}
