import * as z from 'zod/mini';
import { ProviderConfigurationError } from './errors';

/** An identity provider as it is configured. */
export interface Provider {
  /** In our addresses, such as `acme` in `/auth/sso/acme`. */
  readonly id: string;
  /** Its issuer, exactly as it writes it in `iss`. */
  readonly issuer: string;
  readonly clientId: string;
  /** What people call it. */
  readonly name: string;
  /** The hosts, with a port where there is one, that are called for it: no other, wherever its metadata point. */
  readonly hosts: readonly string[];
}

const provider = z.strictObject({
  id: z.string().check(z.regex(/^[a-z][a-z0-9-]{0,31}$/)),
  issuer: z.string().check(z.maxLength(255)),
  clientId: z.string().check(z.regex(/^[\x21-\x7e]{1,255}$/)),
  name: z.string().check(z.minLength(1), z.maxLength(64)),
  hosts: z._default(z.array(z.string().check(z.regex(/^[a-z0-9.-]{1,253}(:\d{1,5})?$/))).check(z.maxLength(8)), []),
});

/**
 * The identity providers of the environment.
 * @param text the variable `SSO_PROVIDERS`, JSON
 * @throws {ProviderConfigurationError} when it isn't such a list, or an issuer can't be trusted
 */
export function parseProviders(text: string): ReadonlyMap<string, Provider> {
  const parsed = z.array(provider).safeParse(json(text, 'SSO_PROVIDERS'));
  if (!parsed.success) throw new ProviderConfigurationError(`SSO_PROVIDERS at ${parsed.error.issues.map(({ path }) => path.join('.')).join(', ')}`);
  const all = parsed.data.map((one) => ({ ...one, hosts: [hostOf(one.issuer), ...one.hosts] }));
  const byId = new Map(all.map((one) => [one.id, one]));
  if (byId.size !== all.length) throw new ProviderConfigurationError('two providers have the same ID');
  if (new Set(all.map(({ issuer }) => issuer)).size !== all.length) throw new ProviderConfigurationError('two providers have the same issuer');
  return byId;
}

/**
 * The secrets of the clients that have one, by provider; who has none is a public client, with PKCE alone.
 * @param text the secret's value, JSON
 * @throws {ProviderConfigurationError} when it isn't an object of texts
 */
export function parseProviderSecrets(text: string): Readonly<Record<string, string>> {
  const parsed = z.record(z.string(), z.string().check(z.minLength(1), z.maxLength(1024))).safeParse(json(text, 'SSO_SECRETS'));
  if (!parsed.success) throw new ProviderConfigurationError('SSO_SECRETS holds no object of texts');
  return parsed.data;
}

function hostOf(issuer: string): string {
  if (!URL.canParse(issuer)) throw new ProviderConfigurationError("an issuer isn't an address");
  const url = new URL(issuer);
  if (url.protocol !== 'https:') throw new ProviderConfigurationError("an issuer isn't https");
  // RFC 8414 §2: no query and no fragment; and an address with a password would be sent about.
  if (url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '')
    throw new ProviderConfigurationError('an issuer has more than host and path');
  return url.host;
}

function json(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ProviderConfigurationError(`${name} isn't JSON`);
  }
}
