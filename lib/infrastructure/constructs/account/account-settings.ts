import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { AccountSetting } from './account-setting';

/** What is set for the whole account, or for all of it in this region. */
const SETTINGS = [
  {
    id: 'PublicAccessBlock',
    setting: 's3-public-access-block',
    value: { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true },
  },
  {
    id: 'PasswordPolicy',
    setting: 'iam-password-policy',
    value: {
      MinimumPasswordLength: 14,
      RequireLowercaseCharacters: true,
      RequireUppercaseCharacters: true,
      RequireNumbers: true,
      RequireSymbols: true,
      AllowUsersToChangePassword: true,
      MaxPasswordAge: 90,
      PasswordReusePrevention: 24,
    },
  },
  { id: 'EbsEncryption', setting: 'ebs-encryption-by-default', value: { EbsEncryptionByDefault: true } },
  { id: 'SnapshotBlock', setting: 'ebs-snapshot-block-public-access', value: { State: 'block-all-sharing' } },
  { id: 'InstanceMetadata', setting: 'instance-metadata-defaults', value: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 } },
  { id: 'BackupOptIn', setting: 'backup-opt-in', value: { Aurora: true, DynamoDB: true, S3: true, ManagesDynamoDB: true } },
] as const;

/** What `AccountSettings` are made from. */
export interface AccountSettingsProps {
  /** The function of `lambdas/account/account-settings`. */
  readonly accountSettings: IFunction;
}

/** The account-wide settings that CloudFormation has no type for, each made and read back by the one custom resource. */
export class AccountSettings extends Construct {
  constructor(scope: Construct, id: string, { accountSettings }: AccountSettingsProps) {
    super(scope, id);
    for (const { id: name, setting, value } of SETTINGS) new AccountSetting(this, name, { accountSettings, setting, value });
  }
}
