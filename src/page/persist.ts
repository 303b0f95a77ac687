let isAsked = false;

/**
 * Asks the browser to keep what is stored when the disk gets full: once on a page, and only when a person has just pressed
 * something, since Firefox asks them. Never to be waited for, as they need not answer.
 */
export function persistOnPress(): void {
  if (isAsked || !navigator.userActivation?.isActive || !isSecureContext) return;
  isAsked = true;
  persist().catch(() => {}); // then it is kept as long as there is room
}

async function persist(): Promise<void> {
  if (!(await navigator.storage.persisted())) await navigator.storage.persist();
}
