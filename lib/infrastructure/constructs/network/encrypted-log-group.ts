import { RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { isLasting } from '../../base-stack';
import type { Environment } from '../../environments/environment';

/** What an `EncryptedLogGroup` is made from. */
export interface EncryptedLogGroupProps {
  /** Gives the retention, and whether the logs outlive the stack. */
  readonly environment: Environment;
  /** The key of log groups. */
  readonly key: IKey;
  /** The end of its name, such as `dns-queries`. */
  readonly what: string;
}

/**
 * A log group to which AWS delivers. Its name starts with `/aws/vendedlogs/`, so that many of them don't exhaust the size
 * of the resource policy by which CloudWatch Logs admits deliveries.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html
 */
export class EncryptedLogGroup extends Construct {
  /** Ends in `:*`, which stands for the streams. */
  readonly arn: string;
  readonly logGroupName: string;

  constructor(scope: Construct, id: string, { environment, key, what }: EncryptedLogGroupProps) {
    super(scope, id);
    const group = new CfnLogGroup(this, 'Resource', {
      logGroupName: `/aws/vendedlogs/ringwall/${environment.name}/${what}`,
      kmsKeyId: key.keyArn,
      retentionInDays: environment.retention.logGroupDays,
    });
    group.applyRemovalPolicy(isLasting(environment) ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
    this.arn = group.attrArn;
    this.logGroupName = group.ref;
  }
}
