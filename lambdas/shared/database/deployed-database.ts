import { readFileSync } from 'node:fs';
import type { Secrets } from '../secrets/secrets';
import { variable } from '../variable';
import { wait } from '../wait';
import { Database } from './database';
import { LoginPools } from './login-pools';
import { SecretLoginSource } from './secret-login-source';

/**
 * The database that a function's variables name, by the login that `LOGIN_SECRET` holds.
 * @throws {MissingVariableError} when one isn't set
 */
export function deployedDatabase(secrets: Secrets): Database {
  const address = {
    host: variable('DATABASE_HOST'),
    port: Number(variable('DATABASE_PORT')),
    database: variable('DATABASE_NAME'),
    authorities: readFileSync(variable('DATABASE_AUTHORITIES_FILE'), 'utf8'),
  };
  return new Database(new LoginPools(address, new SecretLoginSource(secrets, variable('LOGIN_SECRET'))), wait);
}
