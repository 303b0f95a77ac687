import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { Transform, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createRate } from '../../range-server/rate.js';

/** A line to a port of 127.0.0.1 over which each connection brings only so many bytes per second. */
export interface SlowLine {
  readonly port: number;
  stop(): Promise<void>;
}

export async function openSlowLine(toPort: number, bytesPerSecond: number): Promise<SlowLine> {
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(toPort, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy()).once('close', () => sockets.delete(socket));
    }
    const hangUp = () => [near, far].map((socket) => socket.destroy());
    pipeline(near, far).catch(hangUp);
    pipeline(far, throttle(bytesPerSecond), near).catch(hangUp);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function throttle(bytesPerSecond: number): Transform {
  const rate = createRate(bytesPerSecond);
  const over = new AbortController();
  return new Transform({
    async transform(chunk: Buffer, _encoding, done: TransformCallback) {
      try {
        for (let sent = 0; sent < chunk.length; ) {
          const bytes = await rate.take(chunk.length - sent, over.signal);
          this.push(chunk.subarray(sent, sent + bytes));
          sent += bytes;
        }
        done();
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    },
    destroy(error, done) {
      over.abort();
      done(error);
    },
  });
}
