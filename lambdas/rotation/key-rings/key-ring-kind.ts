import type { Ring, RingPurpose } from '../../shared/rings/ring';
import type { SecretValue } from '../../shared/secrets/secret-value';
import { CandidateUnfitError } from '../domain/errors';
import type { Finding } from '../domain/finding';
import { followsRing, opensAll, parseRingFor, serializeRing, succeedRing } from '../domain/key-ring';
import type { Kind } from '../domain/kind';

/**
 * A ring of keys (SEC-3). It opens nothing but what it sealed itself, so there is nobody to tell of a new key: who meets its version
 * reads the secret again.
 */
export class KeyRingKind implements Kind<Ring> {
  readonly serialize = serializeRing;
  readonly follows = followsRing;

  constructor(readonly name: RingPurpose) {}

  parse(value: SecretValue): Ring {
    return parseRingFor(this.name, value);
  }

  candidate(current: Ring): Promise<Ring> {
    return Promise.resolve(succeedRing(current));
  }

  async apply(): Promise<void> {
    await Promise.resolve();
  }

  /** A ring that lost a key would void what that one sealed. */
  async verify(candidate: Ring, current: Ring): Promise<void> {
    await Promise.resolve();
    if (!opensAll(candidate, current)) throw new CandidateUnfitError('refused');
  }

  async retire(): Promise<void> {
    await Promise.resolve();
  }

  /** By now as many rotations went before as the ring keeps keys (`ROTATIONS_TO_REVOKE`), so that none of the former is left in it. */
  async revoke(): Promise<void> {
    await Promise.resolve();
  }

  preflight(): Promise<readonly Finding[]> {
    return Promise.resolve([]);
  }
}
