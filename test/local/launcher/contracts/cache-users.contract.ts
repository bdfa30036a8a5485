import { CreateUserCommand, DeleteUserCommand, DescribeUsersCommand, ModifyUserCommand } from '@aws-sdk/client-elasticache';
import { randomBytes } from 'node:crypto';
import type { LocalCloud } from '../../../../lib/local/local-cloud';
import { ask } from '../../../../lib/local/redis/ask';
import { borrowRole } from '../../../../lib/local/smoke/borrow-role';
import { PLACE } from '../../support/local-clouds';
import { allow, arnOfRole, create, roleWith } from '../../support/stacks';

const Engine = 'valkey';
const READING = 'on ~shared:* -@all +ping +get';
const [first, second, third] = Array.from({ length: 3 }, () => randomBytes(24).toString('base64url')) as [string, string, string];
const user = (UserId: string, Passwords: string[]) => ({ Engine, UserId, UserName: UserId, AccessString: READING, Passwords });

/** `cache_users.py` and `cache_user_arns.py`. */
export function cacheUsersContract(cloud: () => LocalCloud): void {
  const as = (username: string, password: string, ...command: string[]) => {
    const { redis, certificates } = cloud();
    return ask({ host: '127.0.0.1', port: redis.port, ca: certificates.authority }, { username, password }, command);
  };

  // https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html
  describe("a user of ElastiCache's API, on the real server", () => {
    it('opens it with either of two passwords, for what its access string allows and nothing else', async () => {
      await cloud().clients.elastiCache.send(new CreateUserCommand(user('contract-two', [first, second])));
      for (const password of [first, second]) expect(await as('contract-two', password, 'PING')).toBe('+PONG');
      await expect(as('contract-two', third, 'PING')).rejects.toThrow(/WRONGPASS/);
      await expect(as('contract-two', first, 'GET', 'own:key')).rejects.toThrow(/NOPERM/);
      await expect(as('contract-two', first, 'SET', 'shared:key', '1')).rejects.toThrow(/NOPERM/);
    });

    // https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyUser.html
    it('has all of its passwords and its whole access string replaced by a change', async () => {
      const { elastiCache } = cloud().clients;
      await elastiCache.send(new CreateUserCommand(user('contract-changed', [first, second])));
      await elastiCache.send(new ModifyUserCommand({ UserId: 'contract-changed', Passwords: [third] }));
      expect(await as('contract-changed', third, 'PING')).toBe('+PONG');
      for (const password of [first, second]) await expect(as('contract-changed', password, 'PING')).rejects.toThrow(/WRONGPASS/);
      await elastiCache.send(new ModifyUserCommand({ UserId: 'contract-changed', AccessString: 'on ~other:* -@all +get' }));
      expect(await as('contract-changed', third, 'GET', 'other:key')).toBe('$-1');
      await expect(as('contract-changed', third, 'GET', 'shared:key')).rejects.toThrow(/NOPERM/);
      const { Users } = await elastiCache.send(new DescribeUsersCommand({ UserId: 'contract-changed' }));
      expect(Users).toMatchObject([{ Authentication: { Type: 'password', PasswordCount: 1 } }]);
    });

    // https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateUser.html
    it.each([
      ['three passwords', { Passwords: [first, second, third] }],
      ['a password of less than 16 characters', { Passwords: ['short'] }],
      ['no password at all', { Passwords: undefined, NoPasswordRequired: true }],
    ])('refuses %s, and makes nobody', async (_, changes) => {
      const { elastiCache } = cloud().clients;
      await expect(elastiCache.send(new CreateUserCommand({ ...user('contract-refused', [first]), ...changes }))).rejects.toMatchObject({
        name: 'InvalidParameterValueException',
      });
      await expect(elastiCache.send(new DescribeUsersCommand({ UserId: 'contract-refused' }))).rejects.toMatchObject({ name: 'UserNotFoundFault' });
    });

    // https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DeleteUser.html
    it('is let in no more once it is deleted', async () => {
      const { elastiCache } = cloud().clients;
      await elastiCache.send(new CreateUserCommand(user('contract-gone', [first])));
      expect(await as('contract-gone', first, 'PING')).toBe('+PONG');
      await elastiCache.send(new DeleteUserCommand({ UserId: 'contract-gone' }));
      await expect(as('contract-gone', first, 'PING')).rejects.toThrow(/WRONGPASS/);
    });
  });

  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticache.html
  describe("a call about a user of ElastiCache's API", () => {
    it('is judged by the ARN of that user', async () => {
      for (const id of ['contract-own', 'contract-foreign']) await cloud().clients.elastiCache.send(new CreateUserCommand(user(id, [first])));
      const own = `arn:aws:elasticache:${PLACE.region}:${PLACE.account}:user:contract-own`;
      await create(cloud().clients, { Role: roleWith('contract-cache', allow('elasticache:ModifyUser', own)) });
      const { elastiCache } = await borrowRole(cloud(), PLACE, arnOfRole('contract-cache'));
      const change = (UserId: string) => elastiCache.send(new ModifyUserCommand({ UserId, Passwords: [second] }));
      await change('contract-own');
      await expect(change('contract-foreign')).rejects.toMatchObject({ name: expect.stringContaining('AccessDenied') as string });
      expect(await as('contract-own', second, 'PING')).toBe('+PONG');
      await expect(as('contract-foreign', second, 'PING')).rejects.toThrow(/WRONGPASS/);
    });
  });
}
