import type { Clock } from '../clock';
import { DependencyFailedError } from '../dependency-failed-error';
import { InFlight } from '../in-flight';
import { SecretRevokedError } from './errors';
import { SecretCache, type SecretLimits } from './secret-cache';
import type { SecretSource, SecretStage, SecretVersion } from './secret-source';
import type { SecretValue } from './secret-value';

/** A secret, and what it is for. */
export interface SecretReference {
  /** Name or ARN. */
  readonly id: string;
  /** Signing material is never served stale: a key that was withdrawn meanwhile would go on vouching. */
  readonly use: 'credential' | 'signing';
}

const STAGES: readonly SecretStage[] = ['AWSCURRENT', 'AWSPREVIOUS', 'AWSPENDING'];

/** Reads secrets through a bounded cache (SEC-2). */
export class Secrets {
  readonly #cache: SecretCache;
  readonly #inFlight = new InFlight<SecretVersion>();
  readonly #revoked = new Set<string>();

  /** Counts invalidations: what was being fetched at one isn't cached after it. */
  #invalidations = 0;

  constructor(
    private readonly source: SecretSource,
    clock: Clock,
    limits: SecretLimits,
  ) {
    this.#cache = new SecretCache(clock, limits);
  }

  /**
   * A secret's version at a stage. A pending one, which changes with each attempt of a rotation, is always fetched.
   * @throws {SecretNotFoundError} when there is none; `SecretEmptyError` when it holds nothing
   * @throws {SecretDeniedError} when it may not be read, also if it could be read before
   * @throws {SecretRevokedError} when all that there is was revoked
   * @throws {DependencyFailedError} when the service is down and nothing may be served in its place
   */
  async read(secret: SecretReference, stage: SecretStage = 'AWSCURRENT'): Promise<SecretVersion> {
    const version = stage === 'AWSPENDING' ? await this.source.read(secret.id, stage) : await this.#cached(secret, stage);
    if (this.#revoked.has(nameOf(secret.id, version.versionId))) throw new SecretRevokedError(secret.id, version.versionId);
    return version;
  }

  /** Writes a new current version. When that fails it may still have happened, so the next read asks either way. */
  async write({ id }: SecretReference, value: SecretValue): Promise<string> {
    try {
      const versionId = await this.source.write(id, value);
      this.#invalidate(id, 'drop');
      return versionId;
    } catch (error) {
      this.#invalidate(id, 'expire');
      throw error;
    }
  }

  /** A rotation made a new version: the next read fetches it. The old one works for the rotation's grace. */
  rotated({ id }: SecretReference): void {
    this.#invalidate(id, 'expire');
  }

  /** A version isn't to be trusted any more: it is never served again, whatever the service says. */
  revoke({ id }: SecretReference, versionId: string): void {
    this.#revoked.add(nameOf(id, versionId));
    this.#invalidate(id, 'drop');
  }

  async #cached(secret: SecretReference, stage: SecretStage): Promise<SecretVersion> {
    const name = nameOf(secret.id, stage);
    const ready = this.#cache.fresh(name) ?? (this.#cache.isResting(name) ? this.#stale(secret, name) : undefined);
    if (ready !== undefined) return ready;
    try {
      return await this.#inFlight.share(name, () => this.#fetch(secret.id, stage));
    } catch (error) {
      return this.#serveInstead(secret, name, error);
    }
  }

  async #fetch(id: string, stage: SecretStage): Promise<SecretVersion> {
    const invalidations = this.#invalidations;
    const version = await this.source.read(id, stage);
    const revoked = this.#revoked.has(nameOf(id, version.versionId));
    if (invalidations === this.#invalidations && !revoked) this.#cache.set(nameOf(id, stage), version);
    return version;
  }

  /** A service that answers, and refuses, isn't down: what it no longer gives is forgotten. */
  #serveInstead(secret: SecretReference, name: string, error: unknown): SecretVersion {
    if (!(error instanceof DependencyFailedError && error.outage)) {
      this.#cache.drop(name);
      throw error;
    }
    this.#cache.noteFailure(name);
    const stale = this.#stale(secret, name);
    if (stale === undefined) throw error;
    return stale;
  }

  #stale({ use }: SecretReference, name: string): SecretVersion | undefined {
    return use === 'credential' ? this.#cache.stale(name) : undefined;
  }

  #invalidate(id: string, what: 'drop' | 'expire'): void {
    this.#invalidations += 1;
    for (const stage of STAGES) {
      this.#cache[what](nameOf(id, stage));
      this.#inFlight.leave(nameOf(id, stage));
    }
  }
}

/** A stage or version of a secret: neither holds a space. */
function nameOf(id: string, part: string): string {
  return `${part} ${id}`;
}
