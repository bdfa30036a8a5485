import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { z } from 'zod';
import type { Clients } from '../emulator/clients';

const ring = z.object({ header: z.string() });

/** The longest that a rotation goes unnoticed. */
const KEPT_MILLISECONDS = 1000;

/** What a distribution would send by the secret of the origin's keys; `undefined` until that was rotated for the first time. */
export async function readOriginSecret({ secretsManager }: Pick<Clients, 'secretsManager'>, SecretId: string): Promise<string | undefined> {
  const { SecretString = '{}' } = await secretsManager.send(new GetSecretValueCommand({ SecretId }));
  return ring.safeParse(JSON.parse(SecretString)).data?.header;
}

/** Reads it once a second at most, as if the distribution were deployed anew with each rotation. */
export function originSecretSource(clients: Pick<Clients, 'secretsManager'>, secretId: string): () => Promise<string | undefined> {
  let readAt = 0;
  let last: Promise<string | undefined> = Promise.resolve(undefined);
  return () => {
    if (Date.now() - readAt < KEPT_MILLISECONDS) return last;
    readAt = Date.now();
    last = readOriginSecret(clients, secretId);
    return last;
  };
}
