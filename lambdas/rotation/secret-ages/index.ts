import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { clock } from '../../shared/clock';
import { localEndpoint } from '../../shared/endpoint';
import { variable } from '../../shared/variable';
import { log } from '../../shared/log';
import { measure } from './measure';

localEndpoint(process.env);

const client = new SecretsManagerClient({});
const prefix = variable('SECRET_PREFIX');

/** Measures the secrets of the environment; invoked once a day. */
export async function handler(): Promise<void> {
  await measure({ client, prefix, clock, log });
}
