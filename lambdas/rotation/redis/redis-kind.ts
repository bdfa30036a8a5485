import { DependencyFailedError } from '../../shared/dependency-failed-error';
import { connectionFailure } from '../domain/connection-failure';
import { parseCredential, serializeCredential, type Credential } from '../domain/credential';
import { CandidateUnfitError, InvalidSecretError } from '../domain/errors';
import { finding, type Finding, type FindingCode } from '../domain/finding';
import type { Kind } from '../domain/kind';
import { generatePassword } from '../domain/password';
import type { CacheUsers } from './cache-users';
import { CacheLoginRefusedError } from './errors';
import { endOtherSessions, logIn, openSecurely, type CacheAddress } from './log-in';

const USER_ID = /^[a-zA-Z][a-zA-Z0-9-]{0,39}$/;

/** One user of the cache with two passwords (SEC-3): the current one and the candidate; the one before goes when a candidate comes. */
export class RedisKind implements Kind<Credential> {
  readonly name = 'redis';
  readonly serialize = serializeCredential;

  constructor(
    private readonly users: CacheUsers,
    private readonly address: CacheAddress,
  ) {}

  readonly parse: Kind<Credential>['parse'] = (value) => {
    const credential = parseCredential(value);
    userIdOf(credential);
    return credential;
  };

  candidate(current: Credential): Promise<Credential> {
    return Promise.resolve({ ...current, password: generatePassword() });
  }

  follows(candidate: Credential, current: Credential): boolean {
    const sameUser = candidate.username === current.username && userIdOf(candidate) === userIdOf(current);
    return sameUser && candidate.password.reveal() !== current.password.reveal();
  }

  async apply(candidate: Credential, current: Credential): Promise<void> {
    await this.users.setPasswords(userIdOf(candidate), [current.password, candidate.password]);
  }

  async verify({ username, password }: Credential): Promise<void> {
    try {
      await logIn(this.address, username, password);
    } catch (error) {
      throw error instanceof CacheLoginRefusedError ? new CandidateUnfitError('refused') : error;
    }
  }

  /** The password before stays beside it, for those who have it cached. */
  async retire(): Promise<void> {
    await Promise.resolve();
  }

  /** A session outlives the password that opened it, so first the door, then those inside: also the honest ones, who come back. */
  async revoke(current: Credential): Promise<void> {
    await this.users.setPasswords(userIdOf(current), [current.password]);
    await endOtherSessions(this.address, current.username, current.password);
  }

  async preflight(current: Credential): Promise<readonly Finding[]> {
    const problems = [await this.#connection(), await this.#user(userIdOf(current))];
    return problems.filter((problem) => problem !== undefined).map(finding);
  }

  async #connection(): Promise<FindingCode | undefined> {
    try {
      (await openSecurely(this.address)).destroy();
      return undefined;
    } catch (error) {
      return connectionFailure(error);
    }
  }

  async #user(userId: string): Promise<FindingCode | undefined> {
    try {
      return (await this.users.status(userId)) === 'active' ? undefined : 'user-missing';
    } catch (error) {
      return error instanceof DependencyFailedError && !error.outage ? 'permission-missing' : 'service-failed';
    }
  }
}

/** The service's name for the user, which isn't the one that logs in. */
function userIdOf({ others: { userId } }: Credential): string {
  if (typeof userId !== 'string' || !USER_ID.test(userId)) throw new InvalidSecretError('JSON with the "userId" of ElastiCache');
  return userId;
}
