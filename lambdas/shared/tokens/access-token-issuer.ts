import { SignJWT } from 'jose';
import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import type { Person } from '../http/request';
import { secondsOf } from '../seconds-of';
import type { Secrets } from '../secrets/secrets';
import { ACCESS_TOKEN_SECONDS, ACCESS_TOKEN_TYPE, claimsOf } from './access-token';
import { currentSigningKey, type SigningKey } from './signing-key';

/** What tokens are issued with. */
export interface IssuerParts {
  readonly secrets: Secrets;
  /** Name or ARN of the signing keys' secret. */
  readonly id: string;
  /** The API's origin: issuer and audience. */
  readonly origin: string;
  readonly clock: Clock;
}

/** A function that issues. */
export interface Issuer {
  /**
   * An access token (RFC 9068), signed by the key that is current now.
   * @throws {DependencyFailedError} when the key can't be read; {SigningKeyMissingError} before the first rotation
   */
  issue(person: Person): Promise<string>;
}

/** An issuer that keeps the key imported as long as the secret's version stays. */
export function accessTokenIssuer({ secrets, id, origin, clock }: IssuerParts): Issuer {
  let imported: { readonly versionId: string; readonly signing: SigningKey } | undefined;
  const signingKey = async (): Promise<SigningKey> => {
    const { versionId, value } = await secrets.read({ id, use: 'signing' });
    if (imported?.versionId !== versionId) imported = { versionId, signing: await currentSigningKey(id, value) };
    return imported.signing;
  };
  return {
    issue: async (person) => {
      const { kid, key } = await signingKey();
      const now = secondsOf(clock);
      return new SignJWT({ ...claimsOf(person) })
        .setProtectedHeader({ alg: 'ES256', kid, typ: ACCESS_TOKEN_TYPE })
        .setIssuer(origin)
        .setAudience(origin)
        .setJti(randomUUID())
        .setIssuedAt(now)
        .setExpirationTime(now + ACCESS_TOKEN_SECONDS)
        .sign(key);
    },
  };
}
