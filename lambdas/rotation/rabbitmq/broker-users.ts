import type { BrokerLogin } from './broker-address';
import type { Call, ManagementApi } from './management-api';
import { HASHING_ALGORITHM } from './password-hash';
import { parsePermissions, parseTags, parseTopicPermissions, type UserRights } from './user-rights';

/** The users of a RabbitMQ broker, as its administrator sees and changes them. */
export class BrokerUsers {
  /** @param administrator gives the login to use, as it is now: that may be what is being rotated */
  constructor(
    private readonly api: ManagementApi,
    private readonly administrator: () => Promise<BrokerLogin>,
  ) {}

  /** The tags of the administrator's own login. */
  async ownTags(): Promise<readonly string[]> {
    return parseTags(await this.#call({ method: 'GET', path: ['whoami'] }));
  }

  /** What a user may do; `undefined` when there is no such user. */
  async rights(username: string): Promise<UserRights | undefined> {
    const user = await this.#call({ method: 'GET', path: ['users', username] });
    if (user === undefined) return undefined;
    return {
      tags: parseTags(user),
      permissions: parsePermissions(await this.#call({ method: 'GET', path: ['users', username, 'permissions'] })),
      topicPermissions: parseTopicPermissions(await this.#call({ method: 'GET', path: ['users', username, 'topic-permissions'] })),
    };
  }

  /**
   * Makes a user, or changes the one there is, to have this password and exactly these rights.
   * @param hash what the broker stores of the password, made by `passwordHash`
   */
  async put(username: string, hash: string, rights: UserRights): Promise<void> {
    const before = await this.rights(username);
    await this.#call({
      method: 'PUT',
      path: ['users', username],
      body: { password_hash: hash, hashing_algorithm: HASHING_ALGORITHM, tags: rights.tags.join(',') },
    });
    await this.#putPermissions(username, rights, before);
    await this.#putTopicPermissions(username, rights, before);
  }

  /** Removes a user, whose connections the broker then closes. */
  async remove(username: string): Promise<void> {
    await this.#call({ method: 'DELETE', path: ['users', username] });
  }

  async #putPermissions(username: string, { permissions }: UserRights, before: UserRights | undefined): Promise<void> {
    for (const { vhost, ...body } of permissions) await this.#call({ method: 'PUT', path: ['permissions', vhost, username], body });
    const wanted = new Set(permissions.map(({ vhost }) => vhost));
    for (const { vhost } of before?.permissions ?? []) {
      if (!wanted.has(vhost)) await this.#call({ method: 'DELETE', path: ['permissions', vhost, username] });
    }
  }

  /** They narrow what a permission allows, and are removed for a whole virtual host only: first those that are too many. */
  async #putTopicPermissions(username: string, { topicPermissions }: UserRights, before: UserRights | undefined): Promise<void> {
    const wanted = new Set(topicPermissions.map(({ vhost, exchange }) => JSON.stringify([vhost, exchange])));
    const excess = (before?.topicPermissions ?? []).filter(({ vhost, exchange }) => !wanted.has(JSON.stringify([vhost, exchange])));
    for (const vhost of new Set(excess.map((permission) => permission.vhost))) {
      await this.#call({ method: 'DELETE', path: ['topic-permissions', vhost, username] });
    }
    for (const { vhost, ...body } of topicPermissions) await this.#call({ method: 'PUT', path: ['topic-permissions', vhost, username], body });
  }

  async #call(call: Call): Promise<unknown> {
    return this.api.call(await this.administrator(), call);
  }
}
