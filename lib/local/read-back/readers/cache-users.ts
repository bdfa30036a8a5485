import { DescribeUserGroupsCommand, DescribeUsersCommand } from '@aws-sdk/client-elasticache';
import { type Reader } from '../reader';

/** `AWS::ElastiCache::User` */
export const cacheUser: Reader = {
  read: async ({ id: UserId, asked }, { elastiCache }) => {
    const { Users = [] } = await elastiCache.send(new DescribeUsersCommand({ UserId }));
    const [user] = Users;
    return {
      UserId: user?.UserId,
      UserName: user?.UserName,
      Engine: user?.Engine,
      AccessString: user?.AccessString,
      NoPasswordRequired: asked.NoPasswordRequired === undefined ? undefined : user?.Authentication?.Type === 'no-password',
    };
  },
  unread: { AuthenticationMode: 'a password is never read back; the smoke logs in by it' },
};

/** `AWS::ElastiCache::UserGroup` */
export const cacheUserGroup: Reader = {
  read: async ({ id: UserGroupId }, { elastiCache }) => {
    const { UserGroups = [] } = await elastiCache.send(new DescribeUserGroupsCommand({ UserGroupId }));
    return { UserGroupId: UserGroups[0]?.UserGroupId, Engine: UserGroups[0]?.Engine, UserIds: UserGroups[0]?.UserIds };
  },
};
