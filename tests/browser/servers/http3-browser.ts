import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:tls';
import type { Browser, BrowserType, LaunchOptions } from '@playwright/test';

/** Opens another browser of the kind given, which speaks nothing but HTTP/3 to a server whose certificate nobody trusts. */
export async function openHttp3Browser(type: BrowserType, options: LaunchOptions, origin: string): Promise<Browser> {
  const { host, port } = new URL(origin);
  if (type.name() === 'firefox') return type.launch(withPrefs(options, port));
  const args = (options.args ?? []).filter((arg) => arg !== '--disable-quic');
  const key = await publicKeyHash(Number(port));
  const trust = [`--origin-to-force-quic-on=${host}`, `--ignore-certificate-errors-spki-list=${key}`];
  return type.launch({ ...options, args: [...args, ...trust] });
}

function withPrefs(options: LaunchOptions, port: string): LaunchOptions {
  const prefs = {
    'network.http.http3.alt-svc-mapping-for-testing': `127.0.0.1;h3=:${port}`,
    'network.http.http3.force-use-alt-svc-mapping-for-testing': true,
    // Firefox takes a root that it does not know for a program that reads along, and would give up HTTP/3.
    'network.http.http3.disable_when_third_party_roots_found': false,
    'network.http.http3.fallback_to_h2_on_error': false,
    'network.http.http3.backup_timer_delay': 60_000, // ms before it tries HTTP/2 too
  };
  return { ...options, firefoxUserPrefs: { ...options.firefoxUserPrefs, ...prefs } };
}

/** Of the certificate shown at a port of 127.0.0.1, in base64. */
async function publicKeyHash(port: number): Promise<string> {
  const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false });
  await once(socket, 'secureConnect');
  const key = socket.getPeerX509Certificate()?.publicKey.export({ type: 'spki', format: 'der' });
  socket.destroy();
  if (!key) throw new Error(`No certificate at port ${port}`);
  return createHash('sha256').update(key).digest('base64');
}
