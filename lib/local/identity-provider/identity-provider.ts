import type { Configuration, Provider } from 'oidc-provider';
import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { configurationOf, type ProviderClient } from './configuration';
import { LOGIN_PATH, logIn } from './login-page';
import type { Person } from './person';

/** By what the server shows that it is `localhost`, in PEM. */
export interface ServerCertificate {
  readonly certificate: string;
  readonly key: string;
}

/** A real OpenID provider (oidc-provider), over TLS and on loopback alone. */
export interface IdentityProvider {
  readonly issuer: string;
  /** With its port. */
  readonly host: string;
  /** Who can sign in there, by subject. */
  readonly people: Map<string, Person>;
  readonly stop: () => Promise<void>;
}

/** Starts it on a free port. */
export async function startIdentityProvider({ certificate, key }: ServerCertificate, clients: readonly ProviderClient[]): Promise<IdentityProvider> {
  const server = createServer({ cert: certificate, key, minVersion: 'TLSv1.2' });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `localhost:${String((server.address() as AddressInfo).port)}`;
  const issuer = `https://${host}`;
  const people = new Map<string, Person>();
  const provider = await quietly(issuer, await configurationOf(clients, people));
  await noticeHangUps();
  const handle = provider.callback();
  server.on('request', (request, response) => {
    void (request.url?.startsWith(LOGIN_PATH) === true ? logIn(provider, people, request, response) : handle(request, response));
  });
  return { issuer, host, people, stop: () => stop(server) };
}

/** It warns, on the console alone, of its memory and of the runtime, as a server in production should. */
async function quietly(issuer: string, configuration: Configuration): Promise<Provider> {
  const { console: output } = globalThis;
  const { warn } = output;
  output.warn = () => undefined;
  try {
    const { Provider: Server } = await import('oidc-provider');
    return new Server(issuer, configuration);
  } finally {
    output.warn = warn;
  }
}

/**
 * To load the library takes long enough, without a turn of the event loop, for others to hang up on idle connections. Two turns
 * later that is known, and no request is sent on one of them.
 */
async function noticeHangUps(): Promise<void> {
  await setImmediate();
  await setImmediate();
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}
