import type { Configuration, Provider } from 'oidc-provider';
import { generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Outbound } from '../../lambdas/identity/sso/guarded-fetch';
import { outboundTo } from './outbound-to';
import { makeServerIdentity } from './postgres-certificate';
import { tlsFetch } from './tls-fetch';

/** What the server knows of a person. */
export interface Person {
  readonly email?: string;
  readonly email_verified?: boolean;
}

/** A client of the server; public without a secret. */
export interface OidcServerClient {
  readonly id: string;
  readonly secret?: string;
  readonly redirectUri: string;
}

/** A real OpenID provider (oidc-provider) over TLS on this machine, and a browser for it. */
export interface OidcServer {
  readonly issuer: string;
  readonly host: string;
  readonly outbound: Outbound;
  /** By subject. */
  readonly people: Map<string, Person>;
  /** Goes to the address as a fresh browser, signs the person in, and gives the address that the provider sends it back to. */
  readonly signIn: (address: URL, subject: string) => Promise<URL>;
  readonly close: () => Promise<void>;
}

/** Starts it on a free port. */
export async function startOidcServer(clients: readonly OidcServerClient[]): Promise<OidcServer> {
  const identity = await makeServerIdentity();
  const server = createServer({ cert: identity.certificate, key: identity.key });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `localhost:${String((server.address() as AddressInfo).port)}`;
  const issuer = `https://${host}`;
  const people = new Map<string, Person>();
  const current = { subject: '' };
  const provider = await quietly(issuer, configurationOf(clients, people));
  provider.on('server_error', () => undefined);
  const handle = provider.callback();
  server.on('request', (request, response) => {
    void (request.url?.startsWith('/interaction/') === true ? interact(provider, request, response, current.subject) : handle(request, response));
  });
  const call = tlsFetch(identity.authority);
  const signIn = (address: URL, subject: string): Promise<URL> => {
    current.subject = subject;
    return browse(call, address, issuer);
  };
  return { issuer, host, outbound: outboundTo(identity.authority), people, signIn, close: () => close(server) };
}

/** It warns of its memory and of the runtime, as a server in production should. */
async function quietly(issuer: string, configuration: Configuration): Promise<Provider> {
  const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  try {
    const { Provider: Server } = await import('oidc-provider');
    return new Server(issuer, configuration);
  } finally {
    warn.mockRestore();
  }
}

function configurationOf(clients: readonly OidcServerClient[], people: ReadonlyMap<string, Person>): Configuration {
  return {
    clients: clients.map(({ id, secret, redirectUri }) => ({
      client_id: id,
      redirect_uris: [redirectUri],
      response_types: ['code'],
      grant_types: ['authorization_code'],
      id_token_signed_response_alg: 'ES256',
      ...(secret === undefined ? { token_endpoint_auth_method: 'none' } : { client_secret: secret, token_endpoint_auth_method: 'client_secret_basic' }),
    })),
    jwks: { keys: [signingKey('ES256'), rsaKey()] },
    cookies: { keys: ['a test key of cookies'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...people.get(id) }) }),
    loadExistingGrant: async (context) => {
      const { client, session, provider } = context.oidc;
      const grant = new provider.Grant({ ...(client === undefined ? {} : { clientId: client.clientId }), accountId: session?.accountId ?? '' });
      grant.addOIDCScope('openid email');
      await grant.save();
      return grant;
    },
    enabledJWA: { idTokenSigningAlgValues: ['ES256', 'RS256'] },
    ttl: { AccessToken: 60, AuthorizationCode: 60, IdToken: 60, Grant: 60, Interaction: 60, Session: 60 },
  };
}

function signingKey(alg: string): JsonWebKey {
  return { ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }), alg, use: 'sig', kid: alg };
}

function rsaKey(): JsonWebKey {
  return { ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig', kid: 'RS256' };
}

async function interact(provider: Provider, request: IncomingMessage, response: ServerResponse, accountId: string): Promise<void> {
  await provider.interactionFinished(request, response, { login: { accountId } }, { mergeWithLastSubmission: false });
}

/** Follows the provider's redirects with its cookies, until one leads away from it. */
async function browse(call: typeof fetch, address: URL, issuer: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let url = address;
  for (let hops = 0; hops < 8 && url.origin === issuer; hops += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await call(url, { headers: cookie === '' ? {} : { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name !== undefined && value !== undefined) cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null) throw new Error(`The provider answers ${String(response.status)}: ${(await response.text()).slice(0, 400)}`);
    url = new URL(location, url);
  }
  return url;
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}
