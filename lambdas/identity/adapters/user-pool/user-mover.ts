import {
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  AdminInitiateAuthCommand,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../shared/clock';
import { DependencyFailedError } from '../../../shared/dependency-failed-error';
import type { RequestFacts } from '../../../shared/http/request';
import { isMigrating, type MigrationWindow } from '../../domain/migration/migration-window';
import { RefusedByPoolError, TokensGivenError } from '../../domain/pool/errors';
import { callPool, unlessGone } from './call';
import type { ClientSecrets } from './client-secrets';

/** What moving users needs. */
export interface UserMoverParts {
  readonly cognito: CognitoIdentityProviderClient;
  readonly pool: string;
  readonly migration: MigrationWindow;
  readonly secrets: ClientSecrets;
  readonly clock: Clock;
  /** Writes the account of a user whom Cognito made, and ends the older system's hash; false when the address had an account meanwhile. */
  readonly takeOver: (account: string, email: string, facts: RequestFacts) => Promise<boolean>;
}

/** Moves users of the older system into the pool by the migration client (IDN-3, decision 0087). */
export class UserMover {
  constructor(private readonly parts: UserMoverParts) {}

  /**
   * Two calls, whether the user is known, the password fits, or neither; none after the client's end.
   * @throws {RefusedByPoolError} when Cognito refuses to say whether it made a user, or to delete one whose address had an account meanwhile
   */
  async move(email: string, password: string, facts: RequestFacts): Promise<boolean> {
    const { migration, clock, takeOver } = this.parts;
    if (!isMigrating(migration, migration.client, clock())) return false;
    const account = randomUUID();
    const failure = await this.#signIn(account, email, password, facts);
    const made = await this.#exists(account);
    if (!made && failure instanceof DependencyFailedError) throw failure;
    if (!made) return false;
    if (!(await takeOver(account, email, facts))) await this.#delete(account);
    return true;
  }

  /** Always fails: when the hash fits, by the judge, after Cognito made the user. */
  async #signIn(account: string, email: string, password: string, facts: RequestFacts): Promise<Error> {
    const { cognito, pool, migration, secrets } = this.parts;
    const hash = await secrets.hashFor(migration.client, account);
    const command = new AdminInitiateAuthCommand({
      UserPoolId: pool,
      ClientId: migration.client,
      AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: account, PASSWORD: password, ...(hash === undefined ? {} : { SECRET_HASH: hash }) },
      ClientMetadata: { email },
      ContextData: { IpAddress: facts.address, ServerName: 'ringwall', ServerPath: '/auth/login', HttpHeaders: [] },
    });
    const failure = await callPool('cognito-idp:AdminInitiateAuth', cognito.send(command)).catch((error: unknown) => error);
    if (!(failure instanceof DependencyFailedError || failure instanceof RefusedByPoolError)) throw new TokensGivenError();
    return failure;
  }

  async #exists(account: string): Promise<boolean> {
    const command = new AdminGetUserCommand({ UserPoolId: this.parts.pool, Username: account });
    return (await unlessGone(callPool('cognito-idp:AdminGetUser', this.parts.cognito.send(command)))) !== undefined;
  }

  /** A user who isn't there is gone; one whom Cognito refuses to delete would stay without an account. */
  async #delete(account: string): Promise<void> {
    const command = new AdminDeleteUserCommand({ UserPoolId: this.parts.pool, Username: account });
    await unlessGone(callPool('cognito-idp:AdminDeleteUser', this.parts.cognito.send(command)));
  }
}
