import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect } from '@playwright/test';
import { firstWrongOffset } from '../../range-server/content.js';
import { startRangeServer } from '../../range-server/range-server.js';
import { ask, FILE, MIB, test } from './asking.js';

test.describe('server', () => {
  test('waits for a client that does not read', async ({ server }) => {
    const url = new URL(server.serve('/file', { size: 2 ** 40, seed: 1 }));
    const socket = connect(Number(url.port), url.hostname);
    socket.pause();
    socket.write('GET /file HTTP/1.1\r\nHost: a\r\n\r\n');
    await setTimeout(300);
    const sent = server.log.bytesSent();
    await setTimeout(300);
    expect(server.log.bytesSent()).toBe(sent);
    expect(sent).toBeLessThan(32 * MIB);
    socket.destroy();
  });

  test('sends every byte right, whatever the pace of the reader', async ({ server }) => {
    const file = { size: 64 * MIB + 12_345, seed: 5 };
    const url = server.serve('/file', file);
    const response = await fetch(url);
    let offset = 0;
    for await (const chunk of response.body ?? []) {
      expect(firstWrongOffset(chunk, file, offset)).toBeUndefined();
      offset += chunk.length;
      if (offset % 7 === 0) await setTimeout(1);
    }
    expect(offset).toBe(file.size);
  });

  test('keeps connections alive', async ({ server }) => {
    const url = server.serve('/file', FILE);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (let round = 0; round < 3; round++) {
      const { headers } = await ask(url, { agent, method: round === 1 ? 'HEAD' : 'GET' }); // A HEAD's length is no lie.
      expect(headers.connection).toBe('keep-alive');
    }
    expect(Object.values(agent.freeSockets).flat().length).toBe(1);
    agent.destroy();
  });

  test('cuts connections by path, or all', async ({ server }) => {
    const slow = { size: 2 ** 40, seed: 1, bytesPerSecond: 1000 };
    const one = ask(server.serve('/one', slow));
    const two = ask(server.serve('/two', slow));
    await expect.poll(() => server.log.bytesSent('/one') > 0 && server.log.bytesSent('/two') > 0).toBe(true);
    server.cut('/one');
    expect((await one).complete).toBe(false);
    expect(server.log.requests('/two')[0]?.endedAt).toBeUndefined();
    server.cut();
    expect((await two).complete).toBe(false);
    expect((await ask(server.serve('/three', FILE))).status).toBe(200);
  });

  test('closes with answers under way, and comes back at the same address', async () => {
    const first = await startRangeServer();
    const stalled = ask(first.serve('/file', { ...FILE, faults: [{ stallAfterBytes: 1 }] }));
    await expect.poll(() => first.log.bytesSent()).toBe(1);
    await first.close();
    expect((await stalled).complete).toBe(false);
    expect((await ask(`${first.origin}/file`)).error).toBe('ECONNREFUSED');
    const second = await startRangeServer({ port: Number(new URL(first.origin).port) });
    expect((await ask(second.serve('/file', FILE))).status).toBe(200);
    await second.close();
  });

  test('serves pages and scripts', async ({ server }) => {
    const html = await ask(
      server.page('/', { html: '<p>é', headers: { 'Content-Security-Policy': "worker-src 'self'" } }),
    );
    expect(html.body.toString()).toBe('<p>é');
    expect(html.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "worker-src 'self'",
    });
    const js = await ask(server.page('/a.js', { js: 'export {}' }));
    expect(js.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'access-control-allow-origin': '*',
    });
  });

  test('serves directories, and nothing outside of them', async ({ server }) => {
    const directory = await mkdtemp(join(tmpdir(), 'range-server-'));
    await writeFile(join(directory, 'index.html'), 'index');
    await writeFile(join(directory, 'a b.js'), 'script');
    server.mount('/dist/', directory);
    expect((await ask(`${server.origin}/dist/`)).body.toString()).toBe('index');
    const script = await ask(`${server.origin}/dist/a%20b.js?v=1`);
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
    for (const path of ['/dist/none.js', '/dist/..%2f..%2fetc/passwd', '/dist/%2e%2e/', '/dist/%', '/dist/a%00']) {
      expect((await ask(server.origin + path)).status, path).toBe(404);
    }
    await rm(directory, { recursive: true });
  });
});
