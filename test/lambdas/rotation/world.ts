import { STEPS, type Step } from '../../../lambdas/rotation/domain/event';
import type { Kind } from '../../../lambdas/rotation/domain/kind';
import { handle } from '../../../lambdas/rotation/handle';
import { SecretsManagerVersions } from '../../../lambdas/rotation/secrets-manager-versions';
import { FakeSecretsManager } from './fake-secrets-manager';

/** A secret, and the function that rotates it, called as Secrets Manager calls it. */
export class World<Material> {
  readonly secret: FakeSecretsManager;
  readonly log: Readonly<Record<string, unknown>>[] = [];

  constructor(
    private readonly kind: Kind<Material>,
    text: string,
  ) {
    this.secret = new FakeSecretsManager(text);
  }

  get current(): string {
    return this.secret.textAt('AWSCURRENT') ?? '';
  }

  async invoke(event: unknown): Promise<unknown> {
    const log = (record: Readonly<Record<string, unknown>>): void => void this.log.push(record);
    return await handle(event, { kind: this.kind, versions: new SecretsManagerVersions(this.secret.client), clock: () => Date.now(), log });
  }

  async step(step: Step, versionId: string): Promise<void> {
    await this.invoke({ Step: step, SecretId: this.secret.id, ClientRequestToken: versionId });
  }

  /** All four steps, of a new rotation or of the one that didn't finish. */
  async rotate(between: (step: Step) => Promise<void> = () => Promise.resolve()): Promise<string> {
    const versionId = this.secret.startRotation();
    for (const step of STEPS) {
      await this.step(step, versionId);
      await between(step);
    }
    return versionId;
  }

  /**
   * What Secrets Manager does after a failure: it attempts the rotation again, from its first step; once the version is
   * current, the last step is all that may be missing.
   */
  async retry(versionId: string): Promise<void> {
    if (this.secret.versionAt('AWSCURRENT') === versionId) await this.step('finishSecret', versionId);
    else await this.rotate();
  }
}
