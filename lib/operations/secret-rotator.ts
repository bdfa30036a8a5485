import { DescribeSecretCommand, RotateSecretCommand } from '@aws-sdk/client-secrets-manager';
import type { Rotator } from '../../lambdas/rotation/domain/rotate-now';
import { callAws } from './call-aws';
import { NotConfirmedError, RotationFailedError } from './errors';
import type { OperatorClients } from './operator-clients';
import type { RotatingSecret } from './rotating-secrets';
import type { RotationFunction } from './rotation-function';

/** A version of a secret, and its labels. */
type Stages = Readonly<Record<string, readonly string[]>>;

/** Log lines carry the function's clock, and this is the operator's. */
const CLOCK_SKEW_MILLISECONDS = 60_000;

/** Starts rotations of one secret in Secrets Manager, and watches them. */
export class SecretRotator implements Rotator {
  #started: { readonly versionId: string; readonly since: number } | undefined;

  constructor(
    private readonly secret: RotatingSecret,
    private readonly secrets: OperatorClients['secrets'],
    private readonly rotation: RotationFunction,
  ) {}

  /**
   * @throws {RotationFailedError} when the rotation that was started has failed
   */
  async current(): Promise<string> {
    const stages = await this.stages();
    const current = versionAt(stages, 'AWSCURRENT');
    if (current === undefined) throw new NotConfirmedError('no version is current');
    if (this.#started !== undefined && this.#started.versionId !== current) await this.#examine(stages, this.#started);
    return current;
  }

  async withdraw(): Promise<boolean> {
    const stages = await this.stages();
    const pending = versionAt(stages, 'AWSPENDING');
    if (pending === undefined || pending === versionAt(stages, 'AWSCURRENT')) return false;
    await this.rotation.withdraw(pending);
    return true;
  }

  async start(): Promise<string> {
    const since = Date.now() - CLOCK_SKEW_MILLISECONDS;
    const command = new RotateSecretCommand({ SecretId: this.secret.arn, RotateImmediately: true });
    const { VersionId: versionId } = await callAws('secretsmanager:RotateSecret', this.secrets.send(command));
    if (versionId === undefined) throw new NotConfirmedError('a rotation without a version');
    this.#started = { versionId, since };
    return versionId;
  }

  async revoke(_secretId: string, versionId: string): Promise<void> {
    this.#started = undefined;
    await this.rotation.revoke(versionId);
  }

  /** The labels of all versions. */
  async stages(): Promise<Stages> {
    const { VersionIdsToStages } = await callAws('secretsmanager:DescribeSecret', this.secrets.send(new DescribeSecretCommand({ SecretId: this.secret.arn })));
    return VersionIdsToStages ?? {};
  }

  /** Its function withdraws a candidate that nothing accepts; an outage it notes, and Secrets Manager tries again. */
  async #examine(stages: Stages, { versionId, since }: { readonly versionId: string; readonly since: number }): Promise<void> {
    const reason = await this.rotation.firstFailure(versionId, since);
    if (reason !== undefined) throw new RotationFailedError(reason);
    if (stages[versionId]?.includes('AWSPENDING') !== true) throw new RotationFailedError("its candidate was withdrawn; the function's log says why.");
  }
}

/** The version with a label, if there is one. */
export function versionAt(stages: Stages, stage: string): string | undefined {
  return Object.keys(stages).find((versionId) => stages[versionId]?.includes(stage));
}
