import type { SecretValue } from './secret-value';

/** Which version of a secret: the one in use, the one a rotation is making, the one before. */
export type SecretStage = 'AWSCURRENT' | 'AWSPENDING' | 'AWSPREVIOUS';

/** One version of a secret. */
export interface SecretVersion {
  readonly versionId: string;
  readonly value: SecretValue;
}

/** Where secrets come from. */
export interface SecretSource {
  /**
   * @throws {SecretNotFoundError} when there is none; `SecretEmptyError` when it holds nothing
   * @throws {SecretDeniedError} when it may not be read
   * @throws {DependencyFailedError} when the service fails
   */
  read(id: string, stage: SecretStage): Promise<SecretVersion>;
  /** Stores a new current version, and says its ID. */
  write(id: string, value: SecretValue): Promise<string>;
}
