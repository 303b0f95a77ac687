/** What an origin stores, downloads and everything else, in bytes; the quota is a guess of the browser's. */
export interface Room {
  readonly usedBytes: number;
  readonly quotaBytes: number;
  /** Whether the browser keeps it when the disk gets full. */
  readonly persisted: boolean;
}

export async function measureRoom(): Promise<Room> {
  // Pages that were not loaded securely have none, and WebKitGTK has none anywhere.
  const storage: StorageManager | undefined = navigator.storage;
  if (!storage) return { usedBytes: 0, quotaBytes: 0, persisted: false };
  const { usage = 0, quota = 0 } = await storage.estimate();
  return { usedBytes: usage, quotaBytes: quota, persisted: await storage.persisted() };
}
