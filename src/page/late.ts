/*
 * What a page needs late or seldom: when a file is complete, is removed, or has a digest, when records are lost or there is
 * hardly any room. A module of its own, which loads on demand: see load-late.ts.
 */

export { deleteFile, deleteFiles, listFiles, storeOf } from '../storage/file-stores.js';
export { restoreLost } from '../storage/lost-records.js';
export { diagnose } from './diagnose.js';
export { startDigestWorker } from './digest-worker.js';
export { deleteOrphans, finishRemoval } from './removal.js';
export { saveFile } from './save.js';
export { emptyFile, findRoom } from './scarce-room.js';
