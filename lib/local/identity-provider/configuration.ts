import type { ClientMetadata, Configuration, JWK } from 'oidc-provider';
import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { LOGIN_PATH } from './login-page';
import type { Person } from './person';

/** A client of the provider; public without a secret. */
export interface ProviderClient {
  readonly id: string;
  readonly secret?: string;
  readonly redirectUri: string;
}

/** What is made within one exchange, in seconds. */
const EXCHANGE_SECONDS = 60;
/** As long as somebody may take to sign in, and stays signed in. */
const PERSON_SECONDS = 600;

const generate = promisify(generateKeyPair);

/** A provider that asks who one is, and for no consent. */
export async function configurationOf(clients: readonly ProviderClient[], people: ReadonlyMap<string, Person>): Promise<Configuration> {
  return {
    clients: clients.map(metadataOf),
    jwks: { keys: [await signingKey(), await rsaKey()] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    // The address stands in the id_token, as at the large providers.
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `${LOGIN_PATH}${interaction.uid}` },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...people.get(id) }) }),
    loadExistingGrant: async (context) => {
      const { client, session, provider } = context.oidc;
      const grant = new provider.Grant({ ...(client === undefined ? {} : { clientId: client.clientId }), accountId: session?.accountId ?? '' });
      grant.addOIDCScope('openid email');
      await grant.save();
      return grant;
    },
    enabledJWA: { idTokenSigningAlgValues: ['ES256', 'RS256'] },
    ttl: {
      AccessToken: EXCHANGE_SECONDS,
      AuthorizationCode: EXCHANGE_SECONDS,
      IdToken: EXCHANGE_SECONDS,
      Grant: PERSON_SECONDS,
      Interaction: PERSON_SECONDS,
      Session: PERSON_SECONDS,
    },
  };
}

function metadataOf({ id, secret, redirectUri }: ProviderClient): ClientMetadata {
  return {
    client_id: id,
    redirect_uris: [redirectUri],
    response_types: ['code'],
    grant_types: ['authorization_code'],
    id_token_signed_response_alg: 'ES256',
    ...(secret === undefined ? { token_endpoint_auth_method: 'none' } : { client_secret: secret, token_endpoint_auth_method: 'client_secret_basic' }),
  };
}

async function signingKey(): Promise<JWK> {
  const { privateKey } = await generate('ec', { namedCurve: 'P-256' });
  return { ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig', kid: 'ES256' };
}

/** Every provider has one (OpenID Connect Core §15.1). */
async function rsaKey(): Promise<JWK> {
  const { privateKey } = await generate('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig', kid: 'RS256' };
}
