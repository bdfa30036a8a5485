import type { FunctionContract } from '../../shared/contract';

/** The one custom resource: a fixed list of calls, each read back. */
export const contract = {
  path: 'account/account-settings',
  name: 'account-settings',
  description: 'Makes account-wide settings that CloudFormation has no type for, and reads them back.',
  trigger: 'custom-resource',
  timeoutSeconds: 120,
  memoryMegabytes: 256,
  variables: ['ACCOUNT'],
  actions: {
    /** AWS knows no narrower resource for these. */
    account: [
      'backup:DescribeRegionSettings',
      'backup:UpdateRegionSettings',
      'ec2:DescribeSecurityGroups',
      'ec2:EnableEbsEncryptionByDefault',
      'ec2:EnableSnapshotBlockPublicAccess',
      'ec2:GetEbsEncryptionByDefault',
      'ec2:GetInstanceMetadataDefaults',
      'ec2:GetSnapshotBlockPublicAccessState',
      'ec2:ModifyInstanceMetadataDefaults',
      'iam:GetAccountPasswordPolicy',
      'iam:UpdateAccountPasswordPolicy',
      's3:GetAccountPublicAccessBlock',
      's3:PutAccountPublicAccessBlock',
    ],
    serviceLinkedRole: ['iam:CreateServiceLinkedRole', 'iam:GetRole'],
    defaultSecurityGroup: ['ec2:RevokeSecurityGroupEgress', 'ec2:RevokeSecurityGroupIngress'],
  },
} as const satisfies FunctionContract;
