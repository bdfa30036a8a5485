import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { clock } from '../../../shared/clock';
import { localEndpoint } from '../../../shared/endpoint';
import { variable } from '../../../shared/variable';
import { migrationWindow } from '../../domain/migration/migration-window';
import { takeOver, type TakingOver } from '../../domain/migration/take-over';
import type { UserPool } from '../../domain/user-pool';
import { ClientSecrets } from './client-secrets';
import { CognitoUserPool } from './cognito-user-pool';
import type { ProvePassword } from './password-proof';
import { poolKeys, TokenVerifier } from './token-verifier';
import { UserMover } from './user-mover';

/** Without answer for so long, Cognito is taken for down: the function has to answer too. */
const REQUEST_TIMEOUT_MILLISECONDS = 5000;

/**
 * The user pool of `USER_POOL` and `SIGN_IN_CLIENT`.
 * @param prove in functions that prove passwords
 * @param taking where users of the older system sign in: then `MIGRATION_CLIENT` and `MIGRATION_UNTIL` are read too
 */
export function userPool(prove?: ProvePassword, taking?: TakingOver): UserPool {
  const pool = variable('USER_POOL');
  const cognito = new CognitoIdentityProviderClient({ maxAttempts: 1, requestHandler: { requestTimeout: REQUEST_TIMEOUT_MILLISECONDS } });
  const secrets = new ClientSecrets(cognito, pool, clock);
  const tokens = new TokenVerifier(pool, poolKeys(pool, localEndpoint(process.env)));
  const parts = { cognito, pool, signInClient: variable('SIGN_IN_CLIENT'), secrets, tokens, ...(prove === undefined ? {} : { prove }) };
  if (taking === undefined) return new CognitoUserPool(parts);
  const migration = migrationWindow(variable('MIGRATION_CLIENT'), variable('MIGRATION_UNTIL'));
  const mover = new UserMover({ cognito, pool, migration, secrets, clock, takeOver: (account, email, facts) => takeOver(taking, account, email, facts) });
  return new CognitoUserPool({ ...parts, mover });
}
