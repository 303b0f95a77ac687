// A file system that does not answer any more once 8 MiB are written, as Chromium's when it has dropped the file.
const { write } = FileSystemSyncAccessHandle.prototype;
let writtenBytes = 0;
FileSystemSyncAccessHandle.prototype.write = function (bytes, options) {
  writtenBytes += bytes.byteLength;
  if (writtenBytes > 8 * 2 ** 20) halt();
  return write.call(this, bytes, options);
};

/** Without a busy loop, which would keep the machine from everything else. */
function halt() {
  const request = new XMLHttpRequest();
  request.open('GET', '/nothing-for-two-minutes', false);
  request.send();
}
