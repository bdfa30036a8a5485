import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** One request as the server saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** What the server says to a request. */
export interface Reply {
  readonly status?: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A real HTTP server on loopback that plays AWS. */
export interface LocalAws {
  /** Its address, without a path. */
  readonly url: string;
  /** Everything that reached it, in order. */
  readonly seen: readonly SeenRequest[];
  readonly stop: () => Promise<void>;
}

/** Starts a server on a free port that answers each request as `reply` says. */
export async function startLocalAws(reply: (request: SeenRequest) => Reply): Promise<LocalAws> {
  const seen: SeenRequest[] = [];
  const server = createServer((incoming, outgoing) => {
    void read(incoming).then((request) => {
      seen.push(request);
      const { status = 200, body = '', headers = {} } = reply(request);
      outgoing.writeHead(status, headers).end(body);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${String(port)}`, seen, stop: () => close(server) };
}

async function read(incoming: IncomingMessage): Promise<SeenRequest> {
  const { method = '', url = '', headers } = incoming;
  return { method, path: url, headers, body: await text(incoming) };
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}
