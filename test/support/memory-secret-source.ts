import { SecretNotFoundError } from '../../lambdas/shared/secrets/errors';
import type { SecretSource, SecretStage, SecretVersion } from '../../lambdas/shared/secrets/secret-source';
import { SecretValue } from '../../lambdas/shared/secrets/secret-value';

/** Secrets in memory, whose service can be down, or slow; it counts its reads. */
export class MemorySecretSource implements SecretSource {
  readonly reads: string[] = [];
  readonly #versions = new Map<string, SecretVersion>();
  #failure: Error | undefined;
  #gate: Promise<void> = Promise.resolve();

  set(id: string, versionId: string, text: string, stage: SecretStage = 'AWSCURRENT'): void {
    this.#versions.set(`${stage} ${id}`, { versionId, value: new SecretValue(text) });
  }

  failWith(error: Error | undefined): void {
    this.#failure = error;
  }

  /** Holds all answers back until the function that it gives is called; what they say was settled when they were asked for. */
  holdBack(): () => void {
    let release: () => void = () => undefined;
    this.#gate = new Promise((resolve) => {
      release = resolve;
    });
    return release;
  }

  async read(id: string, stage: SecretStage): Promise<SecretVersion> {
    this.reads.push(`${stage} ${id}`);
    const [version, failure] = [this.#versions.get(`${stage} ${id}`), this.#failure];
    await this.#gate;
    if (failure !== undefined) throw failure;
    if (version === undefined) throw new SecretNotFoundError(id, stage);
    return version;
  }

  async write(id: string, value: SecretValue): Promise<string> {
    await this.#gate;
    if (this.#failure !== undefined) throw this.#failure;
    this.set(id, 'written', value.reveal());
    return 'written';
  }
}
