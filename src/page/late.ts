/*
 * What a page needs late or seldom: when a file is complete, is removed, or has a digest. A module of its own, which loads on
 * demand: see load-late.ts.
 */

export { deleteFile, deleteFiles, listFiles, storeOf } from '../storage/file-stores.js';
export { diagnose } from './diagnose.js';
export { startDigestWorker } from './digest-worker.js';
export { saveFile } from './save.js';
