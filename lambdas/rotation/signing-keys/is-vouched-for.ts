import { createLocalJWKSet, importJWK, jwtVerify, SignJWT } from 'jose';
import type { KeySet } from '../../shared/key-set/key-set';
import type { SigningKey } from '../domain/signing-keys';

/** A token for nobody, which no consumer takes for an access token. */
const PROBE = Object.freeze({ typ: 'rotation-probe', audience: 'urn:ringwall:rotation-probe', issuer: 'urn:ringwall:rotation' });

/** Whether a token that the key signs is verified by the key set, as every consumer does it. */
export async function isVouchedFor(key: SigningKey, keySet: KeySet): Promise<boolean> {
  const token = await new SignJWT()
    .setProtectedHeader({ alg: 'ES256', kid: key.kid, typ: PROBE.typ })
    .setIssuer(PROBE.issuer)
    .setAudience(PROBE.audience)
    .setExpirationTime('1 minute')
    .sign(await importJWK({ ...key }, 'ES256'));
  const options = { algorithms: ['ES256'], typ: PROBE.typ, issuer: PROBE.issuer, audience: PROBE.audience, requiredClaims: ['exp'] };
  const keys = keySet.keys.map((published) => ({ ...published }));
  return jwtVerify(token, createLocalJWKSet({ keys }), options).then(
    () => true,
    () => false,
  );
}
