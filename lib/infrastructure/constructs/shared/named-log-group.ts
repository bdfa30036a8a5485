import { RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnLogGroup, LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { isLasting } from '../../base-stack';
import type { Environment } from '../../environments/environment';
import { masking } from './masking';

/** What a `NamedLogGroup` is made from. */
export interface NamedLogGroupProps {
  /** Gives the retention, and whether the logs outlive the stack. */
  readonly environment: Environment;
  readonly name: string;
  /** The key for logs. */
  readonly logsKey: IKey;
  /**
   * Whether CloudWatch masks secrets and personal data in it, as the application's log groups need (KEY-5).
   * @default - what AWS's own services log isn't masked
   */
  readonly masked?: true;
}

/** A log group under a fixed name, encrypted, and kept as long as configured (KEY-2, AUD-3). */
export class NamedLogGroup extends LogGroup {
  constructor(scope: Construct, id: string, { environment, name, logsKey, masked }: NamedLogGroupProps) {
    super(scope, id, {
      logGroupName: name,
      encryptionKey: logsKey,
      ...(masked === true ? { dataProtectionPolicy: masking() } : {}),
      removalPolicy: isLasting(environment) ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    // Here, since the construct takes members of an enumeration and the configuration gives days.
    if (this.node.defaultChild instanceof CfnLogGroup) this.node.defaultChild.retentionInDays = environment.retention.logGroupDays;
  }
}
