import { openDownloads } from 'resumable-download';

/** Each person who logs in has downloads of their own. */
export function downloadsOf(userId: string) {
  return openDownloads({ namespace: userId });
}

/** Removes every byte and every record of theirs from this device. */
export async function logOut(userId: string): Promise<void> {
  const downloads = await downloadsOf(userId);
  await downloads.clear();
}
