/*
 * Watches what the worker does to the platform: bytes → flush() → IndexedDB commit → anybody is told.
 *
 * The worker's URL says where it dies: `?die=after-write|after-flush|before-commit|after-commit&nth=5`. What it finds is
 * told to the server by synchronous requests, so that it is told even in the moment before death.
 */
const parameters = new URL(self.location.href).searchParams;
let left = Number(parameters.get('nth') ?? 1);

const written = [];
let flushed = [];
let committed = [];
const seen = { flushes: 0, commits: 0, reports: 0, hashStates: 0, readFrom: Infinity, violations: [] };

const spareRoom = new WeakSet(); // handles of files that hold no bytes of a download
const { createSyncAccessHandle } = FileSystemFileHandle.prototype;
FileSystemFileHandle.prototype.createSyncAccessHandle = async function (...args) {
  const handle = await createSyncAccessHandle.apply(this, args);
  if (this.name.endsWith('.room')) spareRoom.add(handle);
  return handle;
};

const { write, flush } = FileSystemSyncAccessHandle.prototype;
FileSystemSyncAccessHandle.prototype.write = function (bytes, options) {
  if (spareRoom.has(this)) return write.call(this, bytes, options);
  const count = write.call(this, bytes, options);
  written.push({ start: options.at, end: options.at + count });
  reached('after-write');
  return count;
};
FileSystemSyncAccessHandle.prototype.flush = function () {
  flush.call(this);
  flushed = [...written];
  seen.flushes += 1;
  reached('after-flush');
};

const { read } = FileSystemSyncAccessHandle.prototype;
FileSystemSyncAccessHandle.prototype.read = function (into, options) {
  seen.readFrom = Math.min(seen.readFrom, options.at);
  return read.call(this, into, options);
};

const putIn = new WeakMap(); // ranges by transaction
const { put } = IDBObjectStore.prototype;
IDBObjectStore.prototype.put = function (record, ...rest) {
  expectCovered('recorded', record.ranges, flushed);
  if (record.digest) {
    seen.hashStates += 1;
    expectCovered('hashed', [{ start: 0, end: record.digest.hashedBytes }], record.ranges);
  }
  putIn.set(this.transaction, record.ranges);
  const request = put.call(this, record, ...rest);
  if (record.ranges.length > 0) reached('before-commit');
  return request;
};

const { transaction } = IDBDatabase.prototype;
IDBDatabase.prototype.transaction = function (...args) {
  const opened = transaction.apply(this, args);
  // Before anybody else listens: what they tell then is told after the commit.
  opened.addEventListener('complete', () => {
    if (!putIn.has(opened)) return;
    committed = putIn.get(opened);
    seen.commits += 1;
    if (committed.length > 0) reached('after-commit');
  });
  return opened;
};

const { postMessage } = MessagePort.prototype;
MessagePort.prototype.postMessage = function (message, ...rest) {
  const report = message?.argumentList?.[0]?.value;
  if (report?.facts?.storedRanges) {
    seen.reports += 1;
    expectCovered('told', report.facts.storedRanges, committed);
  }
  if (report?.facts || report?.to) tell('/seen', seen);
  return postMessage.call(this, message, ...rest);
};

function reached(step) {
  if (parameters.get('die') !== step) return;
  left -= 1;
  if (left > 0) return;
  tell('/died', { step });
  for (;;); // nothing of this worker happens any more, until its page goes away
}

function expectCovered(what, ranges, by) {
  for (const range of ranges) {
    let { start } = range;
    for (const { start: from, end } of by.toSorted((one, other) => one.start - other.start)) {
      if (from <= start && end > start) start = end;
    }
    if (start < range.end) seen.violations.push({ what, range, from: start });
  }
}

function tell(path, what) {
  const request = new XMLHttpRequest();
  request.open('GET', `${path}?${encodeURIComponent(JSON.stringify(what))}`, false);
  request.send();
}
