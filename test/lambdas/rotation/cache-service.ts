import { DescribeUsersCommand, ModifyUserCommand, type ElastiCacheClient } from '@aws-sdk/client-elasticache';
import type { TestRedis } from '../../support/redis';

/** The user as ElastiCache's API names it, and as Redis does. */
export const USER = Object.freeze({ userId: 'ringwall-dev-cache-application', username: 'application' });

const RIGHTS = ['on', '~*', '&*', '-@all', '+@read', '+@write', '+@connection', '+@transaction', '+@pubsub', '-@dangerous', '-@admin', '+client|kill'];

/**
 * ElastiCache's API for the users of a real Redis: it takes one or two passwords of 16 to 128 characters for a user that is
 * active, applies them to the server, and says `modifying` until it has.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyUser.html
 */
export class CacheService {
  #status: 'active' | 'modifying' = 'active';
  #pending: (() => Promise<unknown>) | undefined;

  constructor(private readonly redis: TestRedis) {}

  get client(): ElastiCacheClient {
    const send = (command: unknown): Promise<unknown> => this.#send(command);
    return { send } as unknown as ElastiCacheClient;
  }

  /** Makes the user with its first password, as a deployment does. */
  async create(password: string): Promise<void> {
    await this.redis.command('ACL', 'SETUSER', USER.username, 'reset', ...RIGHTS, `>${password}`);
  }

  async #send(command: unknown): Promise<unknown> {
    if (command instanceof DescribeUsersCommand) return this.#describe(command.input.UserId);
    if (command instanceof ModifyUserCommand) return this.#modify(command.input);
    throw refusal('InvalidAction');
  }

  /** What was asked for has happened by the second look. */
  async #describe(userId: string | undefined): Promise<unknown> {
    if (userId !== USER.userId) throw refusal('UserNotFoundFault');
    const answer = { Users: [{ UserId: userId, UserName: USER.username, Status: this.#status }] };
    await this.#pending?.();
    this.#pending = undefined;
    this.#status = 'active';
    return answer;
  }

  #modify({ UserId: userId, AuthenticationMode: mode }: ModifyUserCommand['input']): unknown {
    const passwords = mode?.Passwords ?? [];
    if (userId !== USER.userId) throw refusal('UserNotFoundFault');
    if (this.#status !== 'active') throw refusal('InvalidUserStateFault');
    if (mode?.Type !== 'password' || passwords.length < 1 || passwords.length > 2 || passwords.some(({ length }) => length < 16 || length > 128))
      throw refusal('InvalidParameterValue');
    this.#status = 'modifying';
    this.#pending = () => this.redis.command('ACL', 'SETUSER', USER.username, 'resetpass', ...passwords.map((password) => `>${password}`));
    return {};
  }
}

function refusal(name: string): Error {
  return Object.assign(new Error(name), { name, $metadata: { httpStatusCode: 400 } });
}
