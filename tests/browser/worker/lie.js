// Every third write does nothing, and says what Firefox says then on a full disk: what happens to be in its memory.
const GARBAGE = 32_576;
const { write } = FileSystemSyncAccessHandle.prototype;
let writes = 0;
FileSystemSyncAccessHandle.prototype.write = function (bytes, options) {
  writes += 1;
  return writes % 3 === 0 && bytes.byteLength !== GARBAGE ? GARBAGE : write.call(this, bytes, options);
};
