// A focus whose element goes moves on, or a keyboard would be back at the top of the page.

/**
 * @param root where the shelf is drawn
 * @param card the one that is about to go
 */
export function leaveCard(root: ParentNode, card: Element): void {
  const item = card.closest('li');
  const next = item?.nextElementSibling ?? item?.previousElementSibling ?? root.querySelector('h2');
  if (next instanceof HTMLElement) next.focus();
}

/**
 * Must be called after an update in which what has the focus may have gone. Pausing and resuming hand it to each other.
 *
 * @param focused what had the focus before the update; asked too late, Chromium has forgotten it
 */
export function leaveGone(root: ParentNode, focused: Element | null | undefined): void {
  if (!(focused instanceof HTMLElement) || (focused.isConnected && !focused.hidden)) return;
  const turn = focused.hidden && root.querySelector<HTMLElement>('button.turn:not([hidden])');
  (turn || root.querySelector('h2'))?.focus();
}
