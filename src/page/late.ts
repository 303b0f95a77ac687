/*
 * What a page needs late or seldom: when a file is complete, is removed, or has a digest, when records are lost or torn, no worker
 * runs, or there is hardly any room. A module of its own, which loads on demand: see load-late.ts.
 */

export { deleteFile } from '../storage/file-stores.js';
export { dropTorn } from '../storage/ledger-repair.js';
export { restoreLost } from '../storage/lost-records.js';
export { diagnose } from './diagnose.js';
export { startDigestWorker } from './digest-worker.js';
export { readFinished, recordLoss } from './finished-file.js';
export { deleteOrphans, finishRemoval, removeRest, requireRemoved } from './removal.js';
export { saveFile } from './save.js';
export { deleteFirst, requireRoom } from './scarce-room.js';
export { isTakenUp } from './taken-up.js';
export { brokenWorker, refusedWorker, silentWorker } from './worker-failures.js';
