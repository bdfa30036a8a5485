import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  UpdateSecretVersionStageCommand,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { DependencyFailedError, failureName } from '../shared/dependency-failed-error';
import { failed } from '../shared/failed';
import { SecretNotFoundError } from '../shared/secrets/errors';
import type { SecretVersion } from '../shared/secrets/secret-source';
import { SecretValue } from '../shared/secrets/secret-value';
import { SecretsManagerSource } from '../shared/secrets/secrets-manager-source';
import type { SecretState, SecretVersions } from './domain/secret-versions';

const ABSENT = 'ResourceNotFoundException';

/** The versions of secrets in AWS Secrets Manager. */
export class SecretsManagerVersions implements SecretVersions {
  readonly #source: SecretsManagerSource;

  constructor(private readonly client: SecretsManagerClient) {
    this.#source = new SecretsManagerSource(client);
  }

  async describe(id: string): Promise<SecretState> {
    const command = new DescribeSecretCommand({ SecretId: id });
    const { RotationEnabled, VersionIdsToStages = {} } = await this.client.send(command).catch((error: unknown) => {
      if (failureName(error) === ABSENT) throw new SecretNotFoundError(id, 'AWSCURRENT');
      throw new DependencyFailedError('secretsmanager:DescribeSecret', error);
    });
    return { rotates: RotationEnabled === true, stages: new Map(Object.entries(VersionIdsToStages)) };
  }

  async current(id: string): Promise<SecretVersion> {
    return this.#source.read(id, 'AWSCURRENT');
  }

  async pending(id: string, versionId: string): Promise<SecretValue | undefined> {
    const command = new GetSecretValueCommand({ SecretId: id, VersionId: versionId, VersionStage: 'AWSPENDING' });
    try {
      const { SecretString } = await this.client.send(command);
      return SecretString === undefined || SecretString === '' ? undefined : new SecretValue(SecretString);
    } catch (error) {
      if (failureName(error) === ABSENT) return undefined;
      throw new DependencyFailedError('secretsmanager:GetSecretValue', error);
    }
  }

  async fill(id: string, versionId: string, value: SecretValue): Promise<void> {
    const command = new PutSecretValueCommand({ SecretId: id, ClientRequestToken: versionId, SecretString: value.reveal(), VersionStages: ['AWSPENDING'] });
    await this.client.send(command).catch(failed('secretsmanager:PutSecretValue'));
  }

  async promote(id: string, from: string, to: string): Promise<void> {
    await this.#move({ SecretId: id, VersionStage: 'AWSCURRENT', MoveToVersionId: to, RemoveFromVersionId: from });
  }

  async withdraw(id: string, versionId: string, stage: 'AWSPENDING' | 'AWSPREVIOUS'): Promise<void> {
    await this.#move({ SecretId: id, VersionStage: stage, RemoveFromVersionId: versionId });
  }

  async #move(input: ConstructorParameters<typeof UpdateSecretVersionStageCommand>[0]): Promise<void> {
    await this.client.send(new UpdateSecretVersionStageCommand(input)).catch(failed('secretsmanager:UpdateSecretVersionStage'));
  }
}
