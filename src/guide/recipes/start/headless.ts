import { openDownloads } from 'resumable-download';

const downloads = await openDownloads(); // what ran when an earlier page went away runs on
const download = downloads.get('/films/big-buck-bunny.mp4');

await download.start();
await download.finished;
await download.save(); // to the person's disk
