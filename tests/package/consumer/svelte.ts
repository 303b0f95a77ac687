import { openDownloads } from 'resumable-download/svelte';
import type { SvelteHTMLElements } from 'svelte/elements';

type Element = SvelteHTMLElements['resumable-download'];

const downloads = await openDownloads();

export const right: Element[] = [
  { src: '/film.mp4', name: 'film.mp4', 'download-id': 'film', autostart: true, 'keep-awake': true },
  { download: downloads.get('/film.mp4'), class: 'mine', style: 'max-width: 400px' },
  { 'ondownload-complete': (event) => event.download.save(), 'ondownload-error': ({ error }) => error.code },
];
export const shelf: SvelteHTMLElements['download-shelf'] = { downloads };

export const wrong: Element[] = [
  // @ts-expect-error a number is no address
  { src: 5 },
  // @ts-expect-error not this kind of download
  { download: 'film.mp4' },
  // @ts-expect-error it is no such event
  { 'ondownload-complete': (event: MouseEvent) => event.clientX },
];
