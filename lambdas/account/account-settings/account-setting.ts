import type { BackupClient } from '@aws-sdk/client-backup';
import type { EC2Client } from '@aws-sdk/client-ec2';
import type { IAMClient } from '@aws-sdk/client-iam';
import type { S3ControlClient } from '@aws-sdk/client-s3-control';
import type { Facts } from '../domain/facts';

/** What a setting needs to reach AWS. */
export interface Aws {
  /** The account's ID, 12 digits. */
  readonly account: string;
  readonly backup: BackupClient;
  readonly ec2: EC2Client;
  readonly iam: IAMClient;
  readonly s3Control: S3ControlClient;
}

/** How one setting is made and read back. */
export interface AccountSetting<Value> {
  readonly apply: (value: Value, aws: Aws) => Promise<void>;
  /** What must be read afterwards. */
  readonly wanted: (value: Value) => Facts;
  readonly read: (value: Value, aws: Aws) => Promise<Facts>;
}
