import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { readFileSync } from 'node:fs';
import { clock } from '../../shared/clock';
import { localEndpoint } from '../../shared/endpoint';
import { SecretsManagerSource } from '../../shared/secrets/secrets-manager-source';
import { variable } from '../../shared/variable';
import { parseCredential } from '../domain/credential';
import type { Answer } from '../domain/rotation';
import { handle } from '../handle';
import { log } from '../../shared/log';
import { SecretsManagerVersions } from '../secrets-manager-versions';
import { BrokerUsers } from './broker-users';
import { ManagementApi } from './management-api';
import { RabbitmqKind } from './rabbitmq-kind';

localEndpoint(process.env);

const client = new SecretsManagerClient({});
const source = new SecretsManagerSource(client);
const administrator = variable('ADMINISTRATOR_SECRET');
const address = {
  host: variable('BROKER_HOST'),
  port: Number(variable('BROKER_PORT')),
  managementPort: Number(variable('BROKER_MANAGEMENT_PORT')),
  authorities: readFileSync(variable('BROKER_AUTHORITIES_FILE'), 'utf8'),
};
/** Read for each call and never kept: it may be the very secret that is being rotated. */
const users = new BrokerUsers(new ManagementApi(address), async () => parseCredential((await source.read(administrator, 'AWSCURRENT')).value));
const surroundings = { kind: new RabbitmqKind(users, address), versions: new SecretsManagerVersions(client), clock, log };

/** Rotates a broker login; invoked by Secrets Manager, and by an operator for preflight and revocation. */
export async function handler(event: unknown): Promise<Answer | undefined> {
  return handle(event, surroundings);
}
