import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

/** Whether somebody listens at a port of 127.0.0.1. */
export const listens = (port: number) => () => succeeds(connect(port, '127.0.0.1'), 'connect');

/** Whether somebody speaks TLS there, with any certificate. */
export const speaksTls = (port: number) => () =>
  succeeds(connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false }), 'secureConnect');

async function succeeds(socket: Socket, event: string): Promise<boolean> {
  try {
    await once(socket, event);
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
