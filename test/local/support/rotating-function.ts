import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient, UpdateSecretVersionStageCommand } from '@aws-sdk/client-secrets-manager';
import { appendFileSync, existsSync } from 'node:fs';

interface Event {
  readonly SecretId: string;
  readonly ClientRequestToken: string;
  readonly Step: string;
}

const client = new SecretsManagerClient({});
const { NOTES = '', TROUBLE = '' } = process.env;

/** Rotates a secret that opens nothing, notes each step beside what the pending version held before it, and fails to test while there is trouble. */
export async function handler({ SecretId, ClientRequestToken, Step }: Event): Promise<void> {
  appendFileSync(NOTES, `${Step} ${ClientRequestToken} ${await pendingValue(SecretId)}\n`);
  if (Step === 'createSecret') await create(SecretId, ClientRequestToken);
  if (Step === 'testSecret' && existsSync(TROUBLE)) throw new Error('the new value opens nothing');
  if (Step === 'finishSecret') await finish(SecretId, ClientRequestToken);
}

async function pendingValue(SecretId: string): Promise<string> {
  const asked = client.send(new GetSecretValueCommand({ SecretId, VersionStage: 'AWSPENDING' }));
  return asked.then(
    ({ SecretString = 'nothing' }) => SecretString,
    (error: unknown) => (error instanceof Error ? error.name : 'unknown'),
  );
}

async function create(SecretId: string, ClientRequestToken: string): Promise<void> {
  if ((await pendingValue(SecretId)).startsWith('value-')) return;
  await client.send(new PutSecretValueCommand({ SecretId, ClientRequestToken, SecretString: `value-${ClientRequestToken}`, VersionStages: ['AWSPENDING'] }));
}

async function finish(SecretId: string, MoveToVersionId: string): Promise<void> {
  const { VersionId } = await client.send(new GetSecretValueCommand({ SecretId }));
  await client.send(new UpdateSecretVersionStageCommand({ SecretId, VersionStage: 'AWSCURRENT', MoveToVersionId, RemoveFromVersionId: VersionId }));
}
