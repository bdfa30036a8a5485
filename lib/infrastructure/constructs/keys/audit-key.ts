import { Stack } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { accountsOf, logSourcesOf, roleArnOf, trailArnsOf } from '../../names';
import { USE, ofAccount, ofService } from './key-statements';
import { PurposeKey, type KeyProps } from './purpose-key';

/** Encrypts the buckets of the log archive, in whichever account that stands. */
export class AuditKey extends PurposeKey {
  constructor(scope: Construct, id: string, props: KeyProps) {
    super(scope, id, {
      ...props,
      purpose: 'audit',
      guardsLogs: true,
      users: [trails(props.environment), ...deliveries(props.environment), replication(scope, props.environment), reading(scope, props.breakGlassArn)],
    });
  }
}

/**
 * The trails of the environment's accounts, and no other. CloudTrail names the trail in the encryption context where there is
 * one: not when it looks at the key, without which no trail is made, nor surely when S3 asks for a bucket key in its name.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
 */
function trails(environment: Environment): PolicyStatement {
  return ofService('Trails', 'cloudtrail.amazonaws.com', ['kms:DescribeKey', 'kms:GenerateDataKey'], {
    StringEquals: { 'aws:SourceArn': trailArnsOf(environment) },
    StringLikeIfExists: { 'kms:EncryptionContext:aws:cloudtrail:arn': accountsOf(environment).map((account) => `arn:aws:cloudtrail:*:${account}:trail/*`) },
  });
}

/** Flow, DNS, firewall and web ACL logs come through CloudWatch's delivery; snapshots of the configuration by Config itself. */
function deliveries(environment: Environment): PolicyStatement[] {
  const { account } = environment;
  return [
    ofService('LogDelivery', 'delivery.logs.amazonaws.com', USE, {
      StringEquals: { 'aws:SourceAccount': account },
      ArnLike: { 'aws:SourceArn': logSourcesOf(environment) },
    }),
    ofService('ConfigDelivery', 'config.amazonaws.com', ['kms:Decrypt', 'kms:GenerateDataKey'], { StringEquals: { 'aws:SourceAccount': account } }),
  ];
}

/** Copies from the delivery buckets into the locked ones. */
function replication(scope: Construct, environment: Environment): PolicyStatement {
  const { account, region } = Stack.of(scope);
  return ofAccount(scope, 'Replication', ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'], {
    StringEquals: { 'kms:ViaService': `s3.${region}.amazonaws.com` },
    ArnEquals: { 'aws:PrincipalArn': roleArnOf(environment, 'log-replication', account) },
  });
}

/** Reading the archive breaks the glass, until there is a role for auditors. */
function reading(scope: Construct, breakGlassArn: string): PolicyStatement {
  return ofAccount(scope, 'Read', ['kms:Decrypt'], {
    StringEquals: { 'kms:ViaService': `s3.${Stack.of(scope).region}.amazonaws.com` },
    ArnEquals: { 'aws:PrincipalArn': breakGlassArn },
  });
}
