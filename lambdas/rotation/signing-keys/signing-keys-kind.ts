import type { Clock } from '../../shared/clock';
import { keySetAt, type KeySet } from '../../shared/key-set/key-set';
import { secondsOf } from '../../shared/seconds-of';
import { CandidateUnfitError } from '../domain/errors';
import { finding, type Finding } from '../domain/finding';
import { changePublished, type KeySetStore } from '../domain/key-set-store';
import type { Kind } from '../domain/kind';
import { announce, dropOthers, retireOthers } from '../domain/published-keys';
import { followsKeys, parseSigningKeys, serializeSigningKeys, succeed, type SigningKeys } from '../domain/signing-keys';
import { isVouchedFor } from './is-vouched-for';

/**
 * Keys that sign tokens (IDN-10). A key is published one rotation before it signs and until its last token has expired, so
 * that whoever verifies knows it already, and still.
 */
export class SigningKeysKind implements Kind<SigningKeys> {
  readonly name = 'signing-keys';
  readonly parse = parseSigningKeys;
  readonly serialize = serializeSigningKeys;
  readonly candidate = succeed;
  readonly follows = followsKeys;

  /** @param graceSeconds how long a token may be valid that is signed after a rotation by whoever has the key cached */
  constructor(
    private readonly store: KeySetStore,
    private readonly clock: Clock,
    private readonly graceSeconds: number,
  ) {}

  async apply(candidate: SigningKeys): Promise<void> {
    await changePublished(this.store, (published) => announce(published, candidate, this.#seconds()));
  }

  /** Tokens of the key that signs now, of the one that will, and of the one after it are all vouched for. */
  async verify(candidate: SigningKeys, current: SigningKeys): Promise<void> {
    const keySet = await this.#served();
    for (const key of [current.current, candidate.current, candidate.next]) {
      if (key !== null && !(await isVouchedFor(key, keySet))) throw new CandidateUnfitError('refused');
    }
  }

  async retire(current: SigningKeys): Promise<void> {
    await changePublished(this.store, (published) => retireOthers(published, current, this.#seconds(), this.graceSeconds));
  }

  async revoke(current: SigningKeys): Promise<void> {
    await changePublished(this.store, () => dropOthers(current));
  }

  async preflight(): Promise<readonly Finding[]> {
    try {
      await this.store.read();
      return [];
    } catch (error) {
      return [finding(isRefusal(error) ? 'permission-missing' : 'service-failed')];
    }
  }

  async #served(): Promise<KeySet> {
    return keySetAt((await this.store.read()).published, this.#seconds());
  }

  #seconds(): number {
    return secondsOf(this.clock);
  }
}

/** An error of ours that says that the service answered, and refused. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'outage' in error && error.outage === false;
}
