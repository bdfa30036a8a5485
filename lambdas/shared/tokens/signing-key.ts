import { importJWK, type CryptoKey, type JWK } from 'jose';
import type { SecretValue } from '../secrets/secret-value';
import { SigningKeyMissingError } from './errors';

/** The key that signs now. */
export interface SigningKey {
  readonly kid: string;
  readonly key: CryptoKey;
}

/**
 * The current key of the signing keys' secret. The library's own error isn't kept: it might quote the key.
 * @param id of the secret, for the error
 * @throws {SigningKeyMissingError} when there is none
 */
export async function currentSigningKey(id: string, value: SecretValue): Promise<SigningKey> {
  try {
    const { current } = JSON.parse(value.reveal()) as { readonly current?: JWK };
    const key = await importJWK({ ...current, alg: 'ES256' }, 'ES256');
    if (!(key instanceof Uint8Array) && key.type === 'private' && typeof current?.kid === 'string') return { kid: current.kid, key };
  } catch {
    throw new SigningKeyMissingError(id);
  }
  throw new SigningKeyMissingError(id);
}
