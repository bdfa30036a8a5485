import { parseProviders } from '../../../../lambdas/identity/sso/provider';
import { oidcClient } from '../../../../lambdas/identity/sso/oidc-client';
import type { Outbound } from '../../../../lambdas/identity/sso/guarded-fetch';
import type { SsoParts } from '../../../../lambdas/identity/sso/parts';
import { ssoRoutes } from '../../../../lambdas/identity/sso/routes';
import { createHandler } from '../../../../lambdas/shared/http/create-handler';
import type { Person } from '../../../../lambdas/shared/http/request';
import { ORIGINS } from '../../../support/gateway-event';
import { IdentityWorld, type Answered } from '../../../support/identity-world';
import { manualClock } from '../../../support/manual-clock';
import { startLyingProvider, type LyingProvider } from '../../../support/lying-provider';
import { startOidcServer, type OidcServer } from '../../../support/oidc-server';

const API = 'https://api.example.com';
export const SECRET = 'a secret of 32 characters or more';
export const callbackOf = (provider: string) => `${API}/auth/sso/${provider}/callback`;

/** Providers of a test: which server each is, and as which client we come. */
export interface TestProvider {
  readonly id: string;
  readonly server: Pick<OidcServer, 'host' | 'issuer' | 'outbound'>;
  readonly clientId: string;
  readonly secret?: string;
}

/** Single sign-on behind the gateway, with real providers and everything else in memory. */
export class SsoWorld extends IdentityWorld {
  readonly parts: SsoParts;
  readonly handler;
  /** The provider can't be reached. */
  down = false;

  constructor(providers: readonly TestProvider[]) {
    // Providers go by the wall clock, so ours begins there.
    super(manualClock(Date.now()));
    const configured = parseProviders(
      JSON.stringify(providers.map(({ id, server, clientId }) => ({ id, issuer: server.issuer, clientId, name: `Provider ${id}` }))),
    );
    const clients = new Map(
      providers.map(({ id, server, secret }) => {
        const outbound: Outbound = (hosts) => {
          const call = server.outbound(hosts);
          return (...request) => (this.down ? Promise.reject(new TypeError('unreachable')) : call(...request));
        };
        return [id, oidcClient({ provider: configured.get(id)!, secret, clock: Date.now, outbound })] as const;
      }),
    );
    this.parts = {
      ...this.common,
      counters: this.counters,
      providers: configured,
      clientOf: ({ id }) => Promise.resolve(clients.get(id)!),
      smsRules: { countries: new Set(), dailyBudget: 0 },
      api: API,
      app: ORIGINS.app,
    };
    this.handler = createHandler({ ...this.common, service: 'sso', origins: ORIGINS, routes: ssoRoutes(this.parts) });
  }

  /** `GET /auth/sso/{provider}`: where the browser is sent to. */
  async begin(provider = 'acme'): Promise<URL> {
    const { headers } = await this.send({
      route: 'GET /auth/sso/{provider}',
      params: { provider },
      headers: { Origin: undefined },
    });
    return new URL(headers.Location ?? '');
  }

  async beginLink(principal: Person, provider = 'acme'): Promise<URL> {
    const { body } = await this.send({ route: 'POST /auth/sso/{provider}/link', params: { provider }, principal, body: {} });
    return new URL(body.location as string);
  }

  /** The browser comes back with an address of the provider's. */
  async comeBack(address: URL, provider = 'acme'): Promise<Answered> {
    const query = Object.fromEntries(address.searchParams);
    return this.send({ route: 'GET /auth/sso/{provider}/callback', params: { provider }, query, headers: { Origin: undefined } });
  }
}

/** Two real providers with the same people, and one that lies. */
export interface Providers {
  readonly acme: OidcServer;
  readonly other: OidcServer;
  readonly liar: LyingProvider;
}

/** Starts them. */
export async function startProviders(): Promise<Providers> {
  const clients = (id: string) => [
    { id: 'us', secret: SECRET, redirectUri: callbackOf(id) },
    { id: 'public', redirectUri: callbackOf('social') },
  ];
  const [acme, other, liar] = [await startOidcServer(clients('acme')), await startOidcServer(clients('other')), await startLyingProvider()];
  for (const server of [acme, other]) {
    server.people.set('alice', { email: 'alice@example.org', email_verified: true });
    server.people.set('mallory', { email: 'alice@example.org', email_verified: true });
    server.people.set('bob', { email: 'bob@example.org', email_verified: false });
    server.people.set('carol', {});
  }
  return { acme, other, liar };
}

/** Stops them. */
export async function stopProviders({ acme, other, liar }: Providers): Promise<void> {
  await Promise.all([acme.close(), other.close(), liar.close()]);
}

/** A world with all of them: a company's, a social one to which we are a public client, and the one that lies. */
export function worldOf({ acme, other, liar }: Providers): SsoWorld {
  return new SsoWorld([
    { id: 'acme', server: acme, clientId: 'us', secret: SECRET },
    { id: 'social', server: other, clientId: 'public' },
    { id: 'liar', server: liar, clientId: 'us', secret: SECRET },
  ]);
}

/** What a test does with a world and its providers. */
export function actionsOf(world: () => SsoWorld, providers: () => Providers) {
  const serverOf = (provider: string) => (provider === 'acme' ? providers().acme : providers().other);
  const visit = async (address: URL, subject: string, provider: string) => world().comeBack(await serverOf(provider).signIn(address, subject), provider);
  return {
    serverOf,
    signIn: async (subject = 'alice', provider = 'acme') => visit(await world().begin(provider), subject, provider),
    link: async (person: Person, subject = 'alice', provider = 'acme') => visit(await world().beginLink(person, provider), subject, provider),
  };
}

/** Where an answer sends the browser. */
export const told = ({ status, headers }: Answered) => [status, headers.Location];
/** To our page, with a word for what went wrong. */
export const problem = (code: string) => [303, `https://app.example.com/#problem=${code}`];
/** To our page, signed in. */
export const SIGNED_IN = [303, 'https://app.example.com/'];
/** What an API call is refused with. */
export const outcome = ({ status, code }: Answered) => [status, code];
