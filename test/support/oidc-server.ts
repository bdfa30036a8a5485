import type { Outbound } from '../../lambdas/identity/sso/guarded-fetch';
import type { ProviderClient } from '../../lib/local/identity-provider/configuration';
import { startIdentityProvider, type IdentityProvider } from '../../lib/local/identity-provider/identity-provider';
import { tlsFetch } from '../../lib/local/identity-provider/tls-fetch';
import { signInAtProvider } from '../../lib/local/smoke/sign-in-at-provider';
import { outboundTo } from './outbound-to';
import { makeServerIdentity } from './postgres-certificate';

/** The provider of the local cloud, with an authority of its own, and a browser for it. */
export interface OidcServer extends Pick<IdentityProvider, 'host' | 'issuer' | 'people'> {
  readonly outbound: Outbound;
  /** Goes to the address as a fresh browser, signs the person in, and gives the address that the provider sends it back to. */
  readonly signIn: (address: URL, subject: string) => Promise<URL>;
  readonly close: () => Promise<void>;
}

/** Starts it on a free port. */
export async function startOidcServer(clients: readonly ProviderClient[]): Promise<OidcServer> {
  const identity = await makeServerIdentity();
  const { stop, ...server } = await startIdentityProvider(identity, clients);
  const call = tlsFetch(identity.authority);
  return { ...server, outbound: outboundTo(identity.authority), signIn: (address, subject) => signInAtProvider(call, address, subject), close: stop };
}
