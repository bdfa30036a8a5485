import { DescribeSecretCommand, GetSecretValueCommand, RotateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { z } from 'zod';
import type { Clients } from '../emulator/clients';
import { eventually } from './eventually';

/** A login, as a secret holds it. */
export interface SecretLogin {
  readonly versionId: string;
  readonly username: string;
  readonly password: string;
}

const login = z.object({ username: z.string(), password: z.string() });

/** The login that a secret holds now. */
export async function currentLogin({ secretsManager }: Pick<Clients, 'secretsManager'>, SecretId: string): Promise<SecretLogin> {
  const { SecretString = '', VersionId = '' } = await secretsManager.send(new GetSecretValueCommand({ SecretId }));
  return { versionId: VersionId, ...login.parse(JSON.parse(SecretString)) };
}

/** Waits until a secret is in no rotation; the first one may still be under way. */
export async function settled({ secretsManager }: Pick<Clients, 'secretsManager'>, SecretId: string): Promise<string> {
  return eventually(`the end of the rotation of ${SecretId}`, async () => {
    const { VersionIdsToStages = {}, LastRotatedDate } = await secretsManager.send(new DescribeSecretCommand({ SecretId }));
    const isPending = Object.values(VersionIdsToStages).some((stages) => stages.includes('AWSPENDING') && !stages.includes('AWSCURRENT'));
    const [current] = Object.entries(VersionIdsToStages).find(([, stages]) => stages.includes('AWSCURRENT')) ?? [];
    return isPending || LastRotatedDate === undefined ? undefined : current;
  });
}

/** Has a secret rotated by its deployed function, and waits until another version is current. */
export async function rotateSecret(clients: Pick<Clients, 'secretsManager'>, SecretId: string): Promise<void> {
  const { VersionId } = await clients.secretsManager.send(new RotateSecretCommand({ SecretId }));
  await eventually(`the rotation of ${SecretId}`, async () => ((await settledOn(clients, SecretId)) === VersionId ? true : undefined));
}

async function settledOn({ secretsManager }: Pick<Clients, 'secretsManager'>, SecretId: string): Promise<string | undefined> {
  const { VersionIdsToStages = {} } = await secretsManager.send(new DescribeSecretCommand({ SecretId }));
  return Object.entries(VersionIdsToStages).find(([, stages]) => stages.includes('AWSCURRENT') && !stages.includes('AWSPENDING'))?.[0];
}
