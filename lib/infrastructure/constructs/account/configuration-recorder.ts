import { CfnConfigurationRecorder, CfnDeliveryChannel } from 'aws-cdk-lib/aws-config';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { nameOf } from '../../names';
import { AccountSetting } from './account-setting';

/** What a `ConfigurationRecorder` is made from. */
export interface ConfigurationRecorderProps {
  readonly environment: Environment;
  /** The delivery bucket: AWS Config can't deliver to a locked one. */
  readonly delivery: IBucket;
  /** The key of the archive, by ARN of key or alias: without it AWS Config encrypts what it delivers by a key of S3. */
  readonly auditKeyArn: string;
  readonly accountSettings: IFunction;
}

/** The service-linked role of AWS Config, the same in every account. */
export function configRoleArnOf({ account }: Environment): string {
  return `arn:aws:iam::${account}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`;
}

/**
 * AWS Config records every resource of the account, global ones too (AUD-6), under its own service-linked role, which can do
 * nothing else and which nobody can widen.
 */
export class ConfigurationRecorder extends Construct {
  constructor(scope: Construct, id: string, { environment, delivery, auditKeyArn, accountSettings }: ConfigurationRecorderProps) {
    super(scope, id);
    const role = new AccountSetting(this, 'ServiceLinkedRole', {
      accountSettings,
      setting: 'service-linked-role',
      value: { ServiceName: 'config.amazonaws.com' },
    });
    const recorder = new CfnConfigurationRecorder(this, 'Recorder', {
      name: nameOf(environment, 'recorder'),
      roleArn: configRoleArnOf(environment),
      recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
    });
    const channel = new CfnDeliveryChannel(this, 'Channel', {
      name: nameOf(environment, 'delivery'),
      s3BucketName: delivery.bucketName,
      s3KmsKeyArn: auditKeyArn,
      configSnapshotDeliveryProperties: { deliveryFrequency: 'TwentyFour_Hours' },
    });
    // Neither on the other: the recorder is complete once it records, for which it waits for the channel.
    recorder.node.addDependency(role);
    channel.node.addDependency(role);
  }
}
