import { createHash } from 'node:crypto';
import type { Permission, TopicPermission } from '../../../lambdas/rotation/rabbitmq/user-rights';

/** A user as RabbitMQ stores it. */
export interface StoredUser {
  password_hash: string;
  tags: readonly string[];
  readonly permissions: Map<string, Permission>;
  readonly topicPermissions: Map<string, TopicPermission>;
}

/** The users of a broker in memory, with the rules by which RabbitMQ lets them in. https://www.rabbitmq.com/docs/access-control */
export class BrokerUsersDouble {
  readonly #users = new Map<string, StoredUser>();
  /** Called with the name of a user that was removed. */
  removed: (username: string) => void = () => undefined;

  find(username: string): StoredUser | undefined {
    return this.#users.get(username);
  }

  put(username: string, { password_hash, tags }: Pick<StoredUser, 'password_hash' | 'tags'>): boolean {
    const before = this.#users.get(username);
    if (before === undefined) this.#users.set(username, { password_hash, tags, permissions: new Map(), topicPermissions: new Map() });
    else Object.assign(before, { password_hash, tags });
    return before === undefined;
  }

  remove(username: string): boolean {
    const removed = this.#users.delete(username);
    if (removed) this.removed(username);
    return removed;
  }

  /** Whether the password's digest, with the stored salt, is the stored one. A user without one logs in by no password. */
  lets(username: string, password: string): boolean {
    const stored = Buffer.from(this.#users.get(username)?.password_hash ?? '', 'base64');
    if (stored.length !== 36) return false;
    return createHash('sha256').update(stored.subarray(0, 4)).update(password).digest().equals(stored.subarray(4));
  }
}
