import { createHmac } from 'node:crypto';
import type { Clock } from '../clock';
import { isSameSecret } from '../is-same-secret';
import type { SecretReference, Secrets } from '../secrets/secrets';
import { deriveKey } from './derive-key';
import { MalformedRingError, RingEmptyError, SealBrokenError } from './errors';
import type { KeyedHash, KeyRing } from './key-ring';
import { parseRing, type RingPurpose } from './ring';
import { openText, parseSealed, sealText } from './seal-text';

/** What a ring is read from. */
export interface SecretKeyRingParts {
  readonly secrets: Secrets;
  /** Name or ARN of its secret. */
  readonly id: string;
  /** What its secret must say that it is for. */
  readonly purpose: RingPurpose;
  readonly clock: Clock;
}

/** A ring as one version of its secret holds it; keys for hashes are derived once. */
interface LoadedRing {
  readonly versionId: string;
  /** Newest first. */
  readonly keys: ReadonlyMap<number, Buffer>;
  readonly newest: number;
  readonly hashKeys: Map<string, Buffer>;
}

/**
 * A version newer than all that are known may come from a rotation, or be invented: the secret is asked for it so often and no
 * more, which is enough for an emergency, in which one rotation follows the other.
 */
const REFRESHES = 10;
const REFRESH_MILLISECONDS = 10_000;

/** A key ring whose keys are in Secrets Manager (SEC-3). */
export class SecretKeyRing implements KeyRing {
  readonly #secret: SecretReference;
  #loaded: LoadedRing | undefined;
  #refreshes: readonly number[] = [];

  constructor(private readonly parts: SecretKeyRingParts) {
    this.#secret = { id: parts.id, use: 'credential' };
  }

  async seal(use: string, text: string): Promise<string> {
    const { keys, newest } = await this.#ring();
    return sealText(this.#keyOf(keys, newest), newest, { purpose: this.parts.purpose, what: 'seal', use }, text);
  }

  async open(use: string, sealed: string): Promise<string> {
    const parsed = parseSealed(sealed);
    if (parsed === undefined) throw new SealBrokenError(use);
    const key = (await this.#ringWith(parsed.version)).keys.get(parsed.version);
    if (key === undefined) throw new SealBrokenError(use);
    return openText(key, parsed, { purpose: this.parts.purpose, what: 'seal', use });
  }

  async hash(use: string, text: string): Promise<KeyedHash> {
    const ring = await this.#ring();
    return this.#hashUnder(ring, ring.newest, use, text);
  }

  async hashes(use: string, text: string): Promise<readonly KeyedHash[]> {
    const ring = await this.#ring();
    return [...ring.keys.keys()].map((version) => this.#hashUnder(ring, version, use, text));
  }

  async matches(use: string, text: string, { version, hash }: KeyedHash): Promise<boolean> {
    const ring = await this.#ringWith(version);
    if (!ring.keys.has(version)) return false;
    return isSameSecret(this.#hashUnder(ring, version, use, text).hash, hash);
  }

  #hashUnder(ring: LoadedRing, version: number, use: string, text: string): KeyedHash {
    const name = `${String(version)} ${use}`;
    const key = ring.hashKeys.get(name) ?? deriveKey(this.#keyOf(ring.keys, version), { purpose: this.parts.purpose, what: 'hash', use });
    ring.hashKeys.set(name, key);
    return { version, hash: createHmac('sha256', key).update(text).digest('base64url') };
  }

  #keyOf(keys: LoadedRing['keys'], version: number): Buffer {
    const key = keys.get(version);
    if (key === undefined) throw new RingEmptyError(this.parts.id);
    return key;
  }

  /** With that version, if there is one: another instance may have met a rotation of which this one hasn't heard. */
  async #ringWith(version: number): Promise<LoadedRing> {
    const ring = await this.#ring();
    return version > ring.newest && this.#expire() ? this.#ring() : ring;
  }

  /** @throws {RingEmptyError} when there is no key, also after the secret was read once more */
  async #ring(): Promise<LoadedRing> {
    const ring = await this.#read();
    if (ring.keys.size > 0) return ring;
    const again = this.#expire() ? await this.#read() : ring;
    if (again.keys.size === 0) throw new RingEmptyError(this.parts.id);
    return again;
  }

  async #read(): Promise<LoadedRing> {
    const { versionId, value } = await this.parts.secrets.read(this.#secret);
    if (this.#loaded?.versionId === versionId) return this.#loaded;
    const { purpose, keys } = parseRing(value);
    if (purpose !== this.parts.purpose) throw new MalformedRingError(`its "purpose" is ${this.parts.purpose}`);
    const decoded = new Map(keys.map(({ version, key }) => [version, Buffer.from(key.reveal(), 'base64url')]));
    this.#loaded = { versionId, keys: decoded, newest: keys[0]?.version ?? 0, hashKeys: new Map() };
    return this.#loaded;
  }

  /** Lets the next read ask the service, unless too many did so a moment ago. */
  #expire(): boolean {
    const now = this.parts.clock();
    const recent = this.#refreshes.filter((at) => Math.abs(now - at) < REFRESH_MILLISECONDS);
    if (recent.length >= REFRESHES) return false;
    this.#refreshes = [...recent, now];
    this.parts.secrets.rotated(this.#secret);
    return true;
  }
}
