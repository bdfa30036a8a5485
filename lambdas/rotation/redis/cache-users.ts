import { DescribeUsersCommand, ModifyUserCommand, type ElastiCacheClient } from '@aws-sdk/client-elasticache';
import { DependencyFailedError, failureName } from '../../shared/dependency-failed-error';
import type { SecretValue } from '../../shared/secrets/secret-value';
import type { Wait } from '../../shared/wait';
import { CacheUserBusyError } from './errors';

/** The users of a cache, as the service that owns it changes them. */
export interface CacheUsers {
  /** Such as `active` or `modifying`; `undefined` when there is no such user. */
  status(userId: string): Promise<string | undefined>;
  /** Makes exactly these passwords work, and waits until they do. The service takes two at most. */
  setPasswords(userId: string, passwords: readonly [SecretValue, SecretValue?]): Promise<void>;
}

const LOOKS = 60;
const PAUSE_MILLISECONDS = 500;

/** Users of ElastiCache, whose servers take no ACL command from clients. https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyUser.html */
export class ElastiCacheUsers implements CacheUsers {
  constructor(
    private readonly client: ElastiCacheClient,
    private readonly wait: Wait,
  ) {}

  async status(userId: string): Promise<string | undefined> {
    try {
      const { Users: users = [] } = await this.client.send(new DescribeUsersCommand({ UserId: userId }));
      return users[0]?.Status;
    } catch (error) {
      if (failureName(error) === 'UserNotFoundFault') return undefined;
      throw new DependencyFailedError('elasticache:DescribeUsers', error);
    }
  }

  /** A user that is being modified takes no other change, so both before and after it is waited for. */
  async setPasswords(userId: string, passwords: readonly [SecretValue, SecretValue?]): Promise<void> {
    await this.#untilActive(userId);
    const Passwords = passwords.flatMap((password) => (password === undefined ? [] : [password.reveal()]));
    const command = new ModifyUserCommand({ UserId: userId, AuthenticationMode: { Type: 'password', Passwords } });
    await this.client.send(command).catch((error: unknown) => {
      throw new DependencyFailedError('elasticache:ModifyUser', error);
    });
    await this.#untilActive(userId);
  }

  async #untilActive(userId: string): Promise<void> {
    let status: string | undefined;
    for (let look = 1; look <= LOOKS; look++) {
      status = await this.status(userId);
      if (status === 'active') return;
      if (look < LOOKS) await this.wait(PAUSE_MILLISECONDS);
    }
    throw new CacheUserBusyError(userId, status ?? 'missing');
  }
}
