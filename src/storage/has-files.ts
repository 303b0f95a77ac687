import { namesOf } from '../core/schema.js';

/** Whether a namespace ever had files in the origin private file system. `false` where that cannot be reached. */
export async function hasFiles(namespace: string): Promise<boolean> {
  try {
    let directory = await navigator.storage.getDirectory();
    for (const name of namesOf(namespace).directories) directory = await directory.getDirectoryHandle(name);
    return true;
  } catch {
    return false;
  }
}
