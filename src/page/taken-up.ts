import { namesOf } from '../core/schema.js';

const PATIENCE_MS = 1000; // a worker of another tab has to start
const RETRY_MS = 100;

/** Whether a worker of some tab has the file of a download, or has it in a moment. */
export async function isTakenUp(namespace: string, id: string): Promise<boolean> {
  const lock = namesOf(namespace).lock(id);
  for (const deadline = performance.now() + PATIENCE_MS; performance.now() < deadline; ) {
    const { held = [] } = await navigator.locks.query();
    if (held.some(({ name }) => name === lock)) return true;
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
  return false;
}
