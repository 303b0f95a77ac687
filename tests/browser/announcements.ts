import type { Page } from '@playwright/test';

/**
 * Follows what a screen reader would say by itself on the pages that are opened from now on: each new text of a live
 * region, also in shadow trees. What stands in one when it appears is not said, except in an alert.
 */
export async function followAnnouncements(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const LIVE = ':is([role=status], [role=alert], [aria-live]):not([aria-live=off])';
    const said: string[] = [];
    const last = new WeakMap<Element, string>();
    const hear = (root: ParentNode) => {
      for (const region of root.querySelectorAll(LIVE)) {
        const text = (region.textContent ?? '').trim().replace(/\s+/g, ' ');
        const before = last.get(region);
        last.set(region, text);
        if (text !== '' && text !== before && (before !== undefined || region.role === 'alert')) said.push(text);
      }
    };
    const follow = (root: ParentNode & Node) => {
      new MutationObserver(() => hear(root)).observe(root, { subtree: true, childList: true, characterData: true });
    };
    const { attachShadow } = Element.prototype;
    Element.prototype.attachShadow = function (init) {
      const root = attachShadow.call(this, init);
      follow(root);
      return root;
    };
    follow(document);
    Object.assign(window, { said });
  });
}

/** What was said since the page was opened, in order. */
export function announcements(page: Page): Promise<string[]> {
  return page.evaluate(() => (window as unknown as { said: string[] }).said);
}
