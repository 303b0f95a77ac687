/*
 * What a page needs late or seldom: when a file is complete, is removed, or has a digest, or when records are lost. A module of its own, which loads on
 * demand: see load-late.ts.
 */

export { deleteFile, deleteFiles, listFiles, storeOf } from '../storage/file-stores.js';
export { restoreLost } from '../storage/lost-records.js';
export { diagnose } from './diagnose.js';
export { startDigestWorker } from './digest-worker.js';
export { saveFile } from './save.js';
