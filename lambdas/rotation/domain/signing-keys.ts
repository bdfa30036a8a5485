import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import { publicHalf, type PublicKey } from '../../shared/key-set/key-set';
import { SecretValue } from '../../shared/secrets/secret-value';
import { parseObject } from './credential';
import { InvalidSecretError } from './errors';

/** A whole signing key. */
export interface SigningKey extends PublicKey {
  readonly d: string;
}

/** What the secret of signing keys holds. */
export interface SigningKeys {
  /** Signs; `null` before the first rotation. */
  readonly current: SigningKey | null;
  /** Signs after the next rotation, and is published already. */
  readonly next: SigningKey | null;
  /** Signed before the last rotation: its public half alone. */
  readonly last: PublicKey | null;
}

/** A secret that a deployment made: without keys, because CloudFormation can generate text only. */
const NONE: SigningKeys = Object.freeze({ current: null, next: null, last: null });

const COORDINATE = /^[A-Za-z0-9_-]{43}$/;

/**
 * Reads the secret. Without any key it is one that was never rotated.
 * @throws {InvalidSecretError} when it holds something else
 */
export function parseSigningKeys(value: SecretValue): SigningKeys {
  const fields = parseObject(value);
  if (!('current' in fields) && !('next' in fields)) return NONE;
  const [current, next] = [signingKey(fields.current), signingKey(fields.next)];
  return { current, next, last: fields.last === null ? null : publicKey(fields.last) };
}

/** Writes the secret. */
export function serializeSigningKeys(keys: SigningKeys): SecretValue {
  return new SecretValue(JSON.stringify(keys));
}

/** The keys after a rotation: next becomes current, current last, and a new one next. */
export async function succeed({ current, next }: SigningKeys): Promise<SigningKeys> {
  return { current: next ?? (await makeKey()), next: await makeKey(), last: current === null ? null : publicHalf(current) };
}

/** Whether these are the keys after a rotation of those. */
export function followsKeys(candidate: SigningKeys, { current, next }: SigningKeys): boolean {
  if (candidate.current === null || candidate.next === null) return false;
  const fresh = ![candidate.current.kid, current?.kid, next?.kid].includes(candidate.next.kid);
  return fresh && (next === null || candidate.current.kid === next.kid) && candidate.last?.kid === current?.kid;
}

async function makeKey(): Promise<SigningKey> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  return signingKey({ ...jwk, kid: await calculateJwkThumbprint(jwk), alg: 'ES256', use: 'sig' });
}

function signingKey(value: unknown): SigningKey {
  const { d } = fieldsOf(value);
  return { ...publicKey(value), d: coordinate(d) };
}

function publicKey(value: unknown): PublicKey {
  const { kty, crv, x, y, kid, alg, use } = fieldsOf(value);
  if (kty !== 'EC' || crv !== 'P-256' || alg !== 'ES256' || use !== 'sig') throw new InvalidSecretError('keys for ES256');
  return { kty: 'EC', crv: 'P-256', x: coordinate(x), y: coordinate(y), kid: coordinate(kid), alg: 'ES256', use: 'sig' };
}

/** 32 bytes in base64url: of a coordinate, the private number, or a thumbprint. */
function coordinate(value: unknown): string {
  if (typeof value !== 'string' || !COORDINATE.test(value)) throw new InvalidSecretError('keys of 32 bytes a part, in base64url');
  return value;
}

function fieldsOf(value: unknown): JWK {
  if (typeof value !== 'object' || value === null) throw new InvalidSecretError('the keys "current", "next" and "last"');
  return value;
}
