import type { SecretVersion } from '../../shared/secrets/secret-source';
import type { SecretValue } from '../../shared/secrets/secret-value';

/** The labels of a secret's versions. */
export interface SecretState {
  /** Whether it is set to rotate. */
  readonly rotates: boolean;
  /** Labels by version ID. */
  readonly stages: ReadonlyMap<string, readonly string[]>;
}

/** The versions of secrets, as a rotation moves them. */
export interface SecretVersions {
  describe(id: string): Promise<SecretState>;
  current(id: string): Promise<SecretVersion>;
  /** The version that a rotation makes; `undefined` while it has no value. */
  pending(id: string, versionId: string): Promise<SecretValue | undefined>;
  /** Gives the pending version its value, which never changes afterwards. */
  fill(id: string, versionId: string, value: SecretValue): Promise<void>;
  /**
   * Moves the label of the current version in one call, which fails when it isn't at `from` any more. The same call takes the
   * pending label off and leaves `from` as the previous version.
   */
  promote(id: string, from: string, to: string): Promise<void>;
  /** Takes a label off a version; without any, the service forgets the version. */
  withdraw(id: string, versionId: string, stage: 'AWSPENDING' | 'AWSPREVIOUS'): Promise<void>;
}

/** The version with a label, if there is one. */
export function versionAt({ stages }: SecretState, stage: string): string | undefined {
  return [...stages].find(([, labels]) => labels.includes(stage))?.[0];
}
