import { CreateServiceLinkedRoleCommand, GetRoleCommand, NoSuchEntityException } from '@aws-sdk/client-iam';
import type { SettingValue } from '../../domain/setting';
import type { AccountSetting, Aws } from '../account-setting';

const ROLES = { 'config.amazonaws.com': 'AWSServiceRoleForConfig' } as const;

type Value = SettingValue<'service-linked-role'>;

/**
 * The role by which a service acts in the account is there. CloudFormation has a type for it, which fails in every account
 * that has the role already.
 */
export const serviceLinkedRole: AccountSetting<Value> = {
  apply: async (value, aws) => {
    if ((await roleName(value, aws)) !== undefined) return;
    await aws.iam.send(new CreateServiceLinkedRoleCommand({ AWSServiceName: value.ServiceName }));
  },
  wanted: ({ ServiceName }) => ({ RoleName: ROLES[ServiceName] }),
  read: async (value, aws) => ({ RoleName: await roleName(value, aws) }),
};

async function roleName({ ServiceName }: Value, { iam }: Aws): Promise<string | undefined> {
  try {
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: ROLES[ServiceName] }));
    return Role?.RoleName;
  } catch (error) {
    if (error instanceof NoSuchEntityException) return undefined;
    throw error;
  }
}
