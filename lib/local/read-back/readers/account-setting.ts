import { DescribeRegionSettingsCommand } from '@aws-sdk/client-backup';
import {
  DescribeSecurityGroupsCommand,
  GetEbsEncryptionByDefaultCommand,
  GetInstanceMetadataDefaultsCommand,
  GetSnapshotBlockPublicAccessStateCommand,
} from '@aws-sdk/client-ec2';
import { GetAccountPasswordPolicyCommand, GetRoleCommand } from '@aws-sdk/client-iam';
import { GetPublicAccessBlockCommand } from '@aws-sdk/client-s3-control';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Clients } from '../../emulator/clients';
import { isRecord, type Json, type JsonRecord } from '../json';
import { textOf, toJson, type Reader } from '../reader';

/** How each setting that the custom resource makes is read by somebody else than the function that made it. */
const SETTINGS: Readonly<Record<string, (clients: Clients, asked: JsonRecord) => Promise<Json | undefined>>> = {
  's3-public-access-block': async ({ s3Control, sts }) => {
    const AccountId = await accountOf(sts);
    return toJson((await s3Control.send(new GetPublicAccessBlockCommand({ AccountId }))).PublicAccessBlockConfiguration);
  },
  'iam-password-policy': async ({ iam }) => toJson((await iam.send(new GetAccountPasswordPolicyCommand({}))).PasswordPolicy),
  'ebs-encryption-by-default': async ({ ec2 }) => {
    const { EbsEncryptionByDefault } = await ec2.send(new GetEbsEncryptionByDefaultCommand({}));
    return { EbsEncryptionByDefault };
  },
  'ebs-snapshot-block-public-access': async ({ ec2 }) => {
    const { State } = await ec2.send(new GetSnapshotBlockPublicAccessStateCommand({}));
    return { State };
  },
  'instance-metadata-defaults': async ({ ec2 }) => toJson((await ec2.send(new GetInstanceMetadataDefaultsCommand({}))).AccountLevel),
  'service-linked-role': async ({ iam }) => {
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'AWSServiceRoleForConfig' }));
    return { ServiceName: Role?.Path?.split('/')[2] };
  },
  'backup-opt-in': async ({ backup }) => {
    const { ResourceTypeOptInPreference = {}, ResourceTypeManagementPreference = {} } = await backup.send(new DescribeRegionSettingsCommand({}));
    return { ...ResourceTypeOptInPreference, ManagesDynamoDB: ResourceTypeManagementPreference.DynamoDB };
  },
  'empty-default-security-group': async ({ ec2 }, value) => {
    const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [textOf(value, 'GroupId')] }));
    const { GroupId, VpcId, IpPermissions = [], IpPermissionsEgress = [] } = SecurityGroups?.[0] ?? {};
    return IpPermissions.length + IpPermissionsEgress.length === 0 ? { GroupId, VpcId } : undefined;
  },
};

/** `Custom::AccountSetting` */
export const accountSetting: Reader = {
  read: async ({ asked }, clients) => {
    const value = isRecord(asked.Value) ? asked.Value : {};
    return { Setting: asked.Setting, Value: await SETTINGS[textOf(asked, 'Setting')]?.(clients, value) };
  },
  unread: { ServiceToken: 'the smoke invokes the function behind it', ServiceTimeout: 'how long CloudFormation waits' },
};

async function accountOf(sts: Clients['sts']): Promise<string> {
  return (await sts.send(new GetCallerIdentityCommand({}))).Account ?? '';
}
