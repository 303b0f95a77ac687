import { diagnosis } from '../core/diagnosis.js';
import type { Exchange } from '../core/exchange.js';
import type { Download } from './download.js';
import { measureRoom } from './room.js';

/** Puts together what this tab knows of a download. Never rejects. */
export async function diagnose({ id, url, state }: Download, exchanges: readonly Exchange[]): Promise<string> {
  const room = await measureRoom().catch(() => undefined);
  const page = [
    location.origin,
    isSecureContext ? 'secure' : 'not secure',
    document.visibilityState,
    navigator.onLine ? 'online' : 'offline, as the browser sees it',
    ...(window === window.top ? [] : ['in a frame']),
  ].join(', ');
  return diagnosis({ nowMs: Date.now(), browser: navigator.userAgent, page, id, url, state, room, exchanges });
}
