import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** Where a page, once, waits for the leave to begin, and says what came of it. */
export interface Meeting extends AsyncDisposable {
  /** For the page. */
  readonly origin: string;
  /** Resolves when the page waits. */
  readonly arrived: Promise<void>;
  begin(): void;
  /** What the page said, in JSON. */
  readonly told: Promise<string>;
}

export async function openMeeting(): Promise<Meeting> {
  let waiting: ServerResponse | undefined;
  let arrive = () => {};
  let tell = (_what: string) => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const told = new Promise<string>((resolve) => {
    tell = resolve;
  });
  const server = createServer(async (request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    if (request.method === 'POST') {
      tell(await text(request));
      response.end();
    } else {
      waiting = response;
      arrive();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrived,
    begin: () => void waiting?.end(),
    told,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
