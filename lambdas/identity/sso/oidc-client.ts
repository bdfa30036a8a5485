import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  None,
  type ClientAuth,
  type ServerMetadata,
} from 'openid-client';
import type { Clock } from '../../shared/clock';
import { DependencyFailedError } from '../../shared/dependency-failed-error';
import { secondsOf } from '../../shared/seconds-of';
import { explainFailure } from './explain-failure';
import { guardedFetch, type Outbound } from './guarded-fetch';
import type { Identity } from './identity';
import type { Provider } from './provider';
import { readIdentity } from './read-identity';

/** What binds a sign-in at the provider to the request that began it. */
export interface Binding {
  readonly state: string;
  readonly nonce: string;
  /** PKCE's (RFC 7636). */
  readonly codeVerifier: string;
}

/** An identity provider, as we call it. Each method throws {@link DependencyFailedError} while it doesn't answer. */
export interface OidcClient {
  /** Where the browser is sent to (OpenID Connect Core §3.1.2.1). */
  authorizationUrl(binding: Binding, redirectUri: string): Promise<URL>;
  /**
   * Redeems the answer that the browser came back with, and checks the id_token in full.
   * @param answer our own callback's address, with what the provider added
   * @throws {AnswerRefusedError} when anything of it doesn't hold
   */
  redeem(answer: URL, binding: Binding): Promise<Identity>;
}

/** What the client is made from. */
export interface OidcClientParts {
  readonly provider: Provider;
  /** Absent for a public client. */
  readonly secret: string | undefined;
  readonly clock: Clock;
  readonly outbound: Outbound;
}

/** Metadata are asked for again after ten minutes, so that new keys and endpoints are heard of. */
const FRESH_MILLISECONDS = 600_000;

/** Signatures that anybody can verify and only the provider can make; never `none`, and never the client's own secret (HS256). */
const ALGORITHMS = ['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519', 'PS256', 'PS384', 'PS512', 'RS256', 'RS384', 'RS512'];

/** A client of one provider, by the certified library; metadata and keys are kept for a while. */
export function oidcClient(parts: OidcClientParts): OidcClient {
  let known: { readonly configuration: Configuration; readonly until: number } | undefined;
  const configurationOf = async (): Promise<Configuration> => {
    if (known !== undefined && parts.clock() < known.until) return known.configuration;
    const configuration = await explainFailure(parts.provider.id, () => discover(parts));
    known = { configuration, until: parts.clock() + FRESH_MILLISECONDS };
    return configuration;
  };
  return {
    authorizationUrl: async (binding, redirectUri) => addressOf(await configurationOf(), binding, redirectUri),
    redeem: async (answer, { state, nonce, codeVerifier }) => {
      const configuration = await configurationOf();
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: codeVerifier, idTokenExpected: true };
      const tokens = await explainFailure(parts.provider.id, () => authorizationCodeGrant(configuration, answer, checks));
      return readIdentity(tokens.claims(), parts.provider.clientId, secondsOf(parts.clock));
    },
  };
}

async function discover(parts: OidcClientParts): Promise<Configuration> {
  const { provider, outbound } = parts;
  const fetching = guardedFetch(provider, outbound);
  const found = await discovery(new URL(provider.issuer), provider.clientId, undefined, undefined, { [customFetch]: fetching });
  const configuration = configure(parts, found.serverMetadata());
  configuration[customFetch] = fetching;
  // Without it, the library trusts the connection to the token endpoint instead of the signature (OpenID Connect Core §3.1.3.7, 6).
  enableNonRepudiationChecks(configuration);
  return configuration;
}

function configure({ provider, secret }: OidcClientParts, metadata: ServerMetadata): Configuration {
  const offered = metadata.id_token_signing_alg_values_supported ?? ['RS256'];
  const algorithms = offered.filter((algorithm) => ALGORITHMS.includes(algorithm));
  if (metadata.issuer !== provider.issuer || algorithms.length === 0 || !hasPkce(metadata, secret)) throw unfit(provider.id);
  return new Configuration(
    { ...metadata, id_token_signing_alg_values_supported: algorithms },
    provider.clientId,
    undefined,
    authenticationOf(metadata, secret),
  );
}

/** RFC 9700 §2.1.1: a public client's code is safe by PKCE alone; who says nothing of PKCE is taken for one without. */
function hasPkce({ code_challenge_methods_supported: methods }: ServerMetadata, secret: string | undefined): boolean {
  return methods === undefined ? secret !== undefined : methods.includes('S256');
}

/** RFC 8414 §2: `client_secret_basic` where the provider says nothing. */
function authenticationOf({ token_endpoint_auth_methods_supported: methods }: ServerMetadata, secret: string | undefined): ClientAuth {
  if (secret === undefined) return None();
  return methods !== undefined && !methods.includes('client_secret_basic') ? ClientSecretPost(secret) : ClientSecretBasic(secret);
}

async function addressOf(configuration: Configuration, { state, nonce, codeVerifier }: Binding, redirectUri: string): Promise<URL> {
  return buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri,
    scope: 'openid email',
    response_type: 'code',
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
  });
}

/** The provider's metadata don't allow a sign-in that can be trusted: as bad as one that is down, and for the operator to see. */
function unfit(provider: string): DependencyFailedError {
  return new DependencyFailedError(`sso:${provider}`, Object.assign(new Error('unfit'), { name: 'UnfitMetadata' }));
}
