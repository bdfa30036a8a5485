import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Outbound } from '../../lambdas/identity/sso/guarded-fetch';
import { outboundTo } from './outbound-to';
import { makeServerIdentity } from './postgres-certificate';

/** What the token endpoint answers. */
export interface TokenAnswer {
  readonly status?: number;
  readonly body: Readonly<Record<string, unknown>> | string;
}

/** A provider that answers whatever a test wants: forged id_tokens, foreign endpoints, errors. Its keys are real. */
export interface LyingProvider {
  readonly issuer: string;
  readonly host: string;
  readonly outbound: Outbound;
  /** Laid over the honest metadata; `undefined` takes a member away. */
  metadata: Record<string, unknown>;
  /** Answers the token endpoint. */
  respond: (form: URLSearchParams) => Promise<TokenAnswer>;
  /** The requests that came, as method and path. */
  readonly requests: string[];
  /** An id_token signed by the published key. */
  readonly sign: (claims: JWTPayload, header?: { alg?: string; kid?: string }) => Promise<string>;
  /** By a key that isn't published, under the published one's ID. */
  readonly signByOther: (claims: JWTPayload) => Promise<string>;
  /** By HMAC under the client's secret. */
  readonly signBySecret: (claims: JWTPayload, secret: string) => Promise<string>;
  readonly unsigned: (claims: JWTPayload) => string;
  readonly close: () => Promise<void>;
}

/** Starts it on a free port. */
export async function startLyingProvider(): Promise<LyingProvider> {
  const identity = await makeServerIdentity();
  const [own, other] = [await generateKeyPair('ES256', { extractable: true }), await generateKeyPair('ES256')];
  const server = createServer({ cert: identity.certificate, key: identity.key });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `localhost:${String((server.address() as AddressInfo).port)}`;
  const issuer = `https://${host}`;
  const key = { ...(await exportJWK(own.publicKey)), kid: 'own', alg: 'ES256', use: 'sig' };
  const lying: LyingProvider = {
    issuer,
    host,
    outbound: outboundTo(identity.authority),
    metadata: {},
    respond: () => Promise.resolve({ status: 400, body: { error: 'invalid_grant' } }),
    requests: [],
    sign: (claims, { alg = 'ES256', kid = 'own' } = {}) => new SignJWT(claims).setProtectedHeader({ alg, kid }).sign(own.privateKey),
    signByOther: (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'own' }).sign(other.privateKey),
    signBySecret: (claims, secret) => new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(secret)),
    unsigned: (claims) => new UnsecuredJWT(claims).encode(),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  server.on('request', (request, response) => {
    void answer(lying, key, request.url ?? '', () => text(request)).then(({ status = 200, body }) => {
      lying.requests.push(`${request.method ?? ''} ${request.url ?? ''}`);
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  });
  return lying;
}

async function answer({ issuer, metadata, respond }: LyingProvider, key: object, path: string, form: () => Promise<string>): Promise<TokenAnswer> {
  if (path === '/jwks') return { body: { keys: [key] } };
  if (path === '/token') return respond(new URLSearchParams(await form()));
  const honest = {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    id_token_signing_alg_values_supported: ['ES256', 'HS256', 'none'],
    code_challenge_methods_supported: ['S256'],
  };
  return { body: { ...honest, ...metadata } };
}
