import { DatabaseError } from 'pg';
import { LoginRefusedError } from '../../shared/database/errors';
import { scramVerifier } from '../../shared/database/scram-verifier';
import { alternateUser } from '../domain/alternate-user';
import { connectionFailure } from '../domain/connection-failure';
import { parseCredential, serializeCredential, type Credential } from '../domain/credential';
import { CandidateUnfitError } from '../domain/errors';
import { finding, type Finding, type FindingCode } from '../domain/finding';
import type { Kind } from '../domain/kind';
import { generatePassword } from '../domain/password';
import type { DatabaseServer, UserRights } from './database-server';

/** invalid_authorization_specification, invalid_password */
const LOGIN_REFUSED: ReadonlySet<string> = new Set(['28000', '28P01']);

/**
 * Two database users with the same rights, used in turn (SEC-3): the one whose password changes isn't in use. The one before
 * works until the next rotation.
 */
export class PostgresqlKind implements Kind<Credential> {
  readonly name = 'postgresql';
  readonly serialize = serializeCredential;

  constructor(private readonly server: DatabaseServer) {}

  readonly parse: Kind<Credential>['parse'] = (value) => {
    const credential = parseCredential(value);
    alternateUser(credential.username);
    return credential;
  };

  candidate({ username, others }: Credential): Promise<Credential> {
    return Promise.resolve({ username: alternateUser(username), password: generatePassword(), others });
  }

  /** After another rotation the candidate would be the user who is in use. */
  follows(candidate: Credential, current: Credential): boolean {
    return candidate.username === alternateUser(current.username);
  }

  async apply({ username, password }: Credential): Promise<void> {
    await this.server.setPassword(username, scramVerifier(password.reveal()));
  }

  async verify(candidate: Credential): Promise<void> {
    try {
      await this.server.logIn(candidate);
    } catch (error) {
      throw error instanceof LoginRefusedError ? new CandidateUnfitError('refused') : error;
    }
  }

  /** The user before stays able to log in, for those who have its password cached. */
  async retire(): Promise<void> {
    await Promise.resolve();
  }

  async revoke({ username }: Credential): Promise<void> {
    await this.server.shutOut(alternateUser(username));
  }

  async preflight({ username }: Credential): Promise<readonly Finding[]> {
    try {
      return problemsOf(await this.server.rights([username, alternateUser(username)])).map(finding);
    } catch (error) {
      return [finding(failureOf(error))];
    }
  }
}

function problemsOf(users: readonly UserRights[]): readonly FindingCode[] {
  const [one, other] = users;
  if (one === undefined || other === undefined) return ['user-missing'];
  const changeable = users.every((user) => user.changeable && user.ordinary);
  const alike = one.memberships.join() === other.memberships.join();
  return [...(changeable ? [] : ['permission-missing' as const]), ...(alike ? [] : ['users-differ' as const])];
}

function failureOf(error: unknown): FindingCode {
  if (!(error instanceof DatabaseError)) return connectionFailure(error);
  return LOGIN_REFUSED.has(error.code ?? '') ? 'login-refused' : 'connection-failed';
}
