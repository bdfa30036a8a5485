import type { SecretVersion } from '../../shared/secrets/secret-source';
import { CandidateUnfitError, InvalidSecretError, NotPendingError, NotRotatingError, PreflightFailedError, StillCurrentError } from './errors';
import type { Event, RevocationEvent, RotationEvent, Step, WithdrawalEvent } from './event';
import type { Finding } from './finding';
import type { Kind } from './kind';
import { versionAt, type SecretVersions } from './secret-versions';

/** Takes one record of a decision: identifiers, never a value. */
export type Note = (record: Readonly<Record<string, string>>) => void;

/** What a preflight answers; nothing for the rest. */
export interface Answer {
  readonly findings: readonly Finding[];
}

/**
 * The four steps of Secrets Manager for any kind of secret (SEC-3). Each may be repeated, and none but the last changes which
 * version is current. A version's value never changes once it has one, so the value that the last step verifies is the value
 * that it promotes.
 */
export class Rotation<Material> {
  constructor(
    private readonly kind: Kind<Material>,
    private readonly versions: SecretVersions,
    private readonly note: Note,
  ) {}

  /**
   * Does what an event asks for.
   * @throws {NotRotatingError} when the secret isn't set to rotate; `NotPendingError` when the version isn't its pending one
   * @throws {PreflightFailedError} before a candidate is made that couldn't be applied
   * @throws {CandidateUnfitError} after the candidate was withdrawn
   * @throws {StillCurrentError} when what is to be revoked is current
   * @throws what Secrets Manager, or what the secret opens, fails with: a retry goes on with the same candidate
   */
  async run(event: Event): Promise<Answer | undefined> {
    if (event.step === 'preflight') return { findings: await this.#examine(event.secretId) };
    if (event.step === 'revoke') await this.#revoke(event);
    else if (event.step === 'withdraw') await this.#withdrawByCommand(event);
    else await this.#rotate(event);
    return undefined;
  }

  async #rotate(event: RotationEvent): Promise<void> {
    const { step, secretId, versionId } = event;
    const state = await this.versions.describe(secretId);
    if (!state.rotates) throw new NotRotatingError(secretId);
    const stages = state.stages.get(versionId) ?? [];
    if (stages.includes('AWSCURRENT')) {
      await this.#repeat(step, secretId);
      return;
    }
    if (!stages.includes('AWSPENDING')) throw new NotPendingError(secretId, versionId);
    try {
      await this.#steps[step](event);
    } catch (error) {
      if (error instanceof CandidateUnfitError) await this.#withdraw(event);
      throw error;
    }
  }

  /** The version is promoted already, so only what follows the promotion may be missing. */
  async #repeat(step: Step, secretId: string): Promise<void> {
    if (step === 'finishSecret') await this.kind.retire((await this.#current(secretId)).material);
  }

  readonly #steps: Readonly<Record<Step, (event: RotationEvent) => Promise<void>>> = {
    createSecret: async ({ secretId, versionId }) => {
      const { material: current } = await this.#current(secretId);
      const value = await this.versions.pending(secretId, versionId);
      if (value !== undefined) {
        this.#fit(value, current);
        return;
      }
      const findings = await this.kind.preflight(current);
      if (findings.length > 0) throw new PreflightFailedError(findings);
      await this.versions.fill(secretId, versionId, this.kind.serialize(await this.kind.candidate(current)));
    },
    setSecret: async (event) => {
      const { candidate, current } = await this.#both(event);
      await this.kind.apply(candidate, current);
    },
    testSecret: async (event) => {
      const { candidate, current } = await this.#both(event);
      await this.kind.verify(candidate, current);
    },
    finishSecret: async (event) => {
      const { candidate, current, from } = await this.#both(event);
      await this.kind.verify(candidate, current);
      await this.versions.promote(event.secretId, from, event.versionId);
      await this.kind.retire(candidate);
    },
  };

  async #both({ secretId, versionId }: RotationEvent): Promise<{ readonly candidate: Material; readonly current: Material; readonly from: string }> {
    const { material: current, version } = await this.#current(secretId);
    const candidate = this.#fit(await this.versions.pending(secretId, versionId), current);
    return { candidate, current, from: version.versionId };
  }

  async #current(secretId: string): Promise<{ readonly material: Material; readonly version: SecretVersion }> {
    const version = await this.versions.current(secretId);
    return { material: this.kind.parse(version.value), version };
  }

  #fit(value: SecretVersion['value'] | undefined, current: Material): Material {
    if (value === undefined) throw new CandidateUnfitError('empty');
    const candidate = this.#parseCandidate(value);
    if (!this.kind.follows(candidate, current)) throw new CandidateUnfitError('outdated');
    return candidate;
  }

  #parseCandidate(value: SecretVersion['value']): Material {
    try {
      return this.kind.parse(value);
    } catch (error) {
      throw error instanceof InvalidSecretError ? new CandidateUnfitError('malformed') : error;
    }
  }

  async #withdrawByCommand({ secretId, versionId }: WithdrawalEvent): Promise<void> {
    const labels = (await this.versions.describe(secretId)).stages.get(versionId) ?? [];
    if (labels.includes('AWSCURRENT')) throw new StillCurrentError(secretId, versionId);
    if (!labels.includes('AWSPENDING')) throw new NotPendingError(secretId, versionId);
    await this.versions.withdraw(secretId, versionId, 'AWSPENDING');
    this.note({ secretId, versionId, decision: 'candidate withdrawn by command' });
  }

  /** A failure here is noted and no more: thrown, it would hide what went wrong first. */
  async #withdraw({ secretId, versionId }: RotationEvent): Promise<void> {
    try {
      await this.versions.withdraw(secretId, versionId, 'AWSPENDING');
      this.note({ secretId, versionId, decision: 'candidate withdrawn' });
    } catch (error) {
      this.note({ secretId, versionId, decision: 'candidate not withdrawn', error: error instanceof Error ? error.name : 'UnknownError' });
    }
  }

  async #examine(secretId: string): Promise<readonly Finding[]> {
    return this.kind.preflight((await this.#current(secretId)).material);
  }

  async #revoke({ secretId, versionId }: RevocationEvent): Promise<void> {
    const { material, version } = await this.#current(secretId);
    if (version.versionId === versionId) throw new StillCurrentError(secretId, versionId);
    await this.kind.revoke(material);
    const previous = versionAt(await this.versions.describe(secretId), 'AWSPREVIOUS');
    if (previous !== undefined) await this.versions.withdraw(secretId, previous, 'AWSPREVIOUS');
    this.note({ secretId, versionId, decision: 'revoked all but the current version' });
  }
}
