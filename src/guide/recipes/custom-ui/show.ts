import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { openDownloads } from 'resumable-download';
import { createApp } from 'vue';
import VueRow from './DownloadRow.vue';
import { downloadRow } from './plain.js';
import { DownloadRow } from './react.js';

const place = (id: string) => document.getElementById(id) as HTMLElement;

const downloads = await openDownloads();
const download = downloads.get('/files/ranges.bin');
place('plain-row').append(downloadRow(download));
createRoot(place('react-row')).render(createElement(DownloadRow, { download }));
createApp(VueRow, { download }).mount(place('vue-row'));
