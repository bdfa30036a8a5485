import type { Clock } from '../../shared/clock';
import type { Secrets } from '../../shared/secrets/secrets';
import type { Outbound } from './guarded-fetch';
import { oidcClient, type OidcClient } from './oidc-client';
import { parseProviderSecrets, type Provider } from './provider';

/** The secret's ID where no provider has a client secret. */
const NO_SECRETS = '-';

/**
 * A client for each provider, made when it is first needed and again when the secrets changed: metadata and keys are kept in between.
 * @param id of the secret, or `-` for none
 */
export function oidcClients(
  { secrets, clock, outbound }: { readonly secrets: Secrets; readonly clock: Clock; readonly outbound: Outbound },
  id: string,
): (provider: Provider) => Promise<OidcClient> {
  const known = new Map<string, { readonly secret: string | undefined; readonly client: OidcClient }>();
  return async (provider) => {
    const secret = id === NO_SECRETS ? undefined : parseProviderSecrets((await secrets.read({ id, use: 'credential' })).value.reveal())[provider.id];
    const before = known.get(provider.id);
    if (before !== undefined && before.secret === secret) return before.client;
    const client = oidcClient({ provider, secret, clock, outbound });
    known.set(provider.id, { secret, client });
    return client;
  };
}
