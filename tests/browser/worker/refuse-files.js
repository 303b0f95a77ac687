/* As in a private window of Firefox or Safari, for a browser that has no such window: Chromium's keep files in memory. */
StorageManager.prototype.getDirectory = async () => {
  throw new DOMException('Security error when calling GetDirectory', 'SecurityError');
};
