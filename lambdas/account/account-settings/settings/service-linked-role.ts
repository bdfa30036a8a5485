import { CreateServiceLinkedRoleCommand, GetRoleCommand, InvalidInputException } from '@aws-sdk/client-iam';
import type { SettingValue } from '../../domain/setting';
import type { AccountSetting } from '../account-setting';

const ROLES = { 'config.amazonaws.com': 'AWSServiceRoleForConfig' } as const;

type Value = SettingValue<'service-linked-role'>;

/**
 * The role by which a service acts in the account is there. CloudFormation has a type for it, which fails in every account
 * that has the role already. It is asked for before it is read: reading a role that isn't there is denied, and not answered,
 * where the policy names the role by its path.
 */
export const serviceLinkedRole: AccountSetting<Value> = {
  apply: async ({ ServiceName }, { iam }) => {
    try {
      await iam.send(new CreateServiceLinkedRoleCommand({ AWSServiceName: ServiceName }));
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  },
  wanted: ({ ServiceName }) => ({ RoleName: ROLES[ServiceName] }),
  read: async ({ ServiceName }, { iam }) => {
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: ROLES[ServiceName] }));
    return { RoleName: Role?.RoleName };
  },
};

/** IAM's answer where the role is there already: "Service role name … has been taken in this account". */
function isTaken(error: unknown): boolean {
  return error instanceof InvalidInputException && error.message.includes('has been taken in this account');
}
