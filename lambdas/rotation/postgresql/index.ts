import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { readFileSync } from 'node:fs';
import { clock } from '../../shared/clock';
import { SecretLoginSource } from '../../shared/database/secret-login-source';
import { localEndpoint } from '../../shared/endpoint';
import { Secrets } from '../../shared/secrets/secrets';
import { SecretsManagerSource } from '../../shared/secrets/secrets-manager-source';
import { variable } from '../../shared/variable';
import type { Answer } from '../domain/rotation';
import { handle } from '../handle';
import { log } from '../../shared/log';
import { SecretsManagerVersions } from '../secrets-manager-versions';
import { DatabaseServer } from './database-server';
import { PostgresqlKind } from './postgresql-kind';

localEndpoint(process.env);

/** The administrator's login is read once for the steps of a rotation, which follow at once. */
const LIMITS = { ttlSeconds: 60, graceSeconds: 60, maxEntries: 1 };

const client = new SecretsManagerClient({});
const secrets = new Secrets(new SecretsManagerSource(client), clock, LIMITS);
const address = {
  host: variable('DATABASE_HOST'),
  port: Number(variable('DATABASE_PORT')),
  database: variable('DATABASE_NAME'),
  authorities: readFileSync(variable('DATABASE_AUTHORITIES_FILE'), 'utf8'),
};
const server = new DatabaseServer(address, new SecretLoginSource(secrets, variable('ADMINISTRATOR_SECRET')));
const surroundings = { kind: new PostgresqlKind(server), versions: new SecretsManagerVersions(client), clock, log };

/** Rotates a database login; invoked by Secrets Manager, and by an operator for preflight and revocation. */
export async function handler(event: unknown): Promise<Answer | undefined> {
  return handle(event, surroundings);
}
