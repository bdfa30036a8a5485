import { GetSecretValueCommand, PutSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DependencyFailedError, failureName } from '../dependency-failed-error';
import { SecretDeniedError, SecretEmptyError, SecretNotFoundError } from './errors';
import type { SecretSource, SecretStage, SecretVersion } from './secret-source';
import { SecretValue } from './secret-value';

/** `InvalidRequestException` is the answer for a secret that is marked for deletion. */
const ABSENT: ReadonlySet<string> = new Set(['ResourceNotFoundException', 'InvalidRequestException']);
const DENIED: ReadonlySet<string> = new Set(['AccessDeniedException', 'DecryptionFailure', 'EncryptionFailure']);

/** Secrets of AWS Secrets Manager. */
export class SecretsManagerSource implements SecretSource {
  constructor(private readonly client: SecretsManagerClient) {}

  async read(id: string, stage: SecretStage): Promise<SecretVersion> {
    const command = new GetSecretValueCommand({ SecretId: id, VersionStage: stage });
    const { SecretString, VersionId } = await this.client.send(command).catch(refused('secretsmanager:GetSecretValue', id, stage));
    if (SecretString === undefined || SecretString === '' || VersionId === undefined) throw new SecretEmptyError(id, stage);
    return { versionId: VersionId, value: new SecretValue(SecretString) };
  }

  async write(id: string, value: SecretValue): Promise<string> {
    if (value.reveal() === '') throw new SecretEmptyError(id, 'AWSCURRENT');
    const command = new PutSecretValueCommand({ SecretId: id, SecretString: value.reveal(), VersionStages: ['AWSCURRENT'] });
    const { VersionId } = await this.client.send(command).catch(refused('secretsmanager:PutSecretValue', id, 'AWSCURRENT'));
    if (VersionId === undefined) throw new DependencyFailedError('secretsmanager:PutSecretValue', new Error('An answer without a version.'));
    return VersionId;
  }
}

/** The SDK's own message isn't kept: what a service says of a secret belongs in no log. */
function refused(operation: string, id: string, stage: SecretStage): (error: unknown) => never {
  return (error) => {
    const name = failureName(error);
    if (ABSENT.has(name)) throw new SecretNotFoundError(id, stage);
    if (DENIED.has(name)) throw new SecretDeniedError(id, name);
    throw new DependencyFailedError(operation, error);
  };
}
