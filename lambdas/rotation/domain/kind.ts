import type { RingPurpose } from '../../shared/rings/ring';
import type { SecretValue } from '../../shared/secrets/secret-value';
import type { Finding } from './finding';

/**
 * How one kind of secret changes. Each method may be called again after any failure. Whatever fails before a candidate is
 * promoted, the current value goes on working.
 */
export interface Kind<Material> {
  readonly name: RotatedKind;
  /**
   * What a secret's text holds.
   * @throws {InvalidSecretError} when it isn't that
   */
  parse(value: SecretValue): Material;
  /** The text of what is to be stored. */
  serialize(material: Material): SecretValue;
  /** What could follow the current value. Changes nothing. */
  candidate(current: Material): Promise<Material>;
  /** Whether a candidate still follows the current value, and not one that was current when it was made. */
  follows(candidate: Material, current: Material): boolean;
  /** Makes the candidate work, beside the current value. */
  apply(candidate: Material, current: Material): Promise<void>;
  /**
   * Uses the candidate as a client would.
   * @throws {CandidateUnfitError} when it doesn't work; any other error when that can't be told
   */
  verify(candidate: Material, current: Material): Promise<void>;
  /** What follows a promotion. The value before it goes on working for those who have it cached. */
  retire(current: Material): Promise<void>;
  /** Makes everything but the current value useless, at once. */
  revoke(current: Material): Promise<void>;
  /** Why a rotation would fail: route, group, TLS, permission. Changes nothing. */
  preflight(current: Material): Promise<readonly Finding[]>;
}

/** The kinds of secrets that the functions of this area rotate. */
export type RotatedKind = 'postgresql' | 'rabbitmq' | 'redis' | 'signing-keys' | RingPurpose;

/**
 * How many keys a ring keeps. Session keys change each week and nothing that they seal lives longer than two; peppers and hash keys
 * change each year, and what they hashed is hashed anew when it is used. Of the origin's keys CloudFront has the current one or,
 * until it is told, the one before.
 */
export const RING_LENGTHS: Readonly<Record<RingPurpose, number>> = Object.freeze({ 'session-keys': 3, peppers: 6, 'hash-keys': 6, 'origin-keys': 2 });

/**
 * How often a secret is rotated until nothing of a compromised version is in use: a version of signing keys holds the next
 * one as well, which would become current; a ring holds all that it keeps.
 */
export const ROTATIONS_TO_REVOKE: Readonly<Record<RotatedKind, number>> = Object.freeze({
  postgresql: 1,
  rabbitmq: 1,
  redis: 1,
  'signing-keys': 2,
  ...RING_LENGTHS,
});
