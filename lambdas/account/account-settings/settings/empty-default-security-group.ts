import { DescribeSecurityGroupsCommand, RevokeSecurityGroupEgressCommand, RevokeSecurityGroupIngressCommand, type SecurityGroup } from '@aws-sdk/client-ec2';
import { NotTheDefaultGroupError } from '../../../shared/errors';
import type { SettingValue } from '../../domain/setting';
import type { AccountSetting, Aws } from '../account-setting';

type Value = SettingValue<'empty-default-security-group'>;

/**
 * The default group of a VPC, which can't be deleted and which whatever names no group falls back to, admits and sends nothing
 * (NET-5).
 */
export const emptyDefaultSecurityGroup: AccountSetting<Value> = {
  apply: async (value, aws) => {
    const { IpPermissions = [], IpPermissionsEgress = [] } = await defaultGroup(value, aws);
    const { GroupId } = value;
    if (IpPermissions.length > 0) await aws.ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
    if (IpPermissionsEgress.length > 0) await aws.ec2.send(new RevokeSecurityGroupEgressCommand({ GroupId, IpPermissions: IpPermissionsEgress }));
  },
  wanted: () => ({ ingress: 0, egress: 0 }),
  read: async (value, aws) => {
    const { IpPermissions = [], IpPermissionsEgress = [] } = await defaultGroup(value, aws);
    return { ingress: IpPermissions.length, egress: IpPermissionsEgress.length };
  },
};

/** @throws {NotTheDefaultGroupError} for any other group, so that a wrong template can't cut off what is in use */
async function defaultGroup({ GroupId, VpcId }: Value, { ec2 }: Aws): Promise<SecurityGroup> {
  const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [GroupId] }));
  const group = SecurityGroups?.[0];
  if (group?.GroupName !== 'default' || group.VpcId !== VpcId) throw new NotTheDefaultGroupError(GroupId, VpcId);
  return group;
}
