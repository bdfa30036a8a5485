import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { readFileSync } from 'node:fs';
import { clock } from '../../shared/clock';
import { SecretLoginSource } from '../../shared/database/secret-login-source';
import { localEndpoint } from '../../shared/endpoint';
import { Secrets } from '../../shared/secrets/secrets';
import { SecretsManagerSource } from '../../shared/secrets/secrets-manager-source';
import { variable } from '../../shared/variable';
import { MIGRATIONS } from '../domain/migrations';
import { migrate, type Outcome } from './migrate';

localEndpoint(process.env);

/** Runs are minutes to weeks apart, so a secret is kept for one run only. */
const LIMITS = { ttlSeconds: 60, graceSeconds: 60, maxEntries: 2 };

const secrets = new Secrets(new SecretsManagerSource(new SecretsManagerClient({})), clock, LIMITS);

/** Brings the database's schema to this release; invoked by the deployment, and by nobody else. */
export async function handler(): Promise<Outcome> {
  const outcome = await migrate({
    address: {
      host: variable('DATABASE_HOST'),
      port: Number(variable('DATABASE_PORT')),
      database: variable('DATABASE_NAME'),
      authorities: readFileSync(variable('DATABASE_AUTHORITIES_FILE'), 'utf8'),
    },
    administrator: new SecretLoginSource(secrets, variable('ADMINISTRATOR_SECRET')),
    migration: new SecretLoginSource(secrets, variable('MIGRATION_SECRET')),
    migrations: MIGRATIONS,
  });
  process.stdout.write(`${JSON.stringify(outcome)}\n`);
  return outcome;
}
