import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { APPLICATION } from '../../names';
import { NamedLogGroup } from '../shared/named-log-group';

/** What a `VendedLogGroup` is made from. */
export interface VendedLogGroupProps {
  /** Names it, and gives the retention. */
  readonly environment: Environment;
  /** The key for logs. */
  readonly logKey: IKey;
  /** The end of its name, such as `dns-queries`. */
  readonly what: string;
}

/**
 * A log group to which AWS delivers. Its name starts with `/aws/vendedlogs/`, so that many of them don't exhaust the size
 * of the resource policy by which CloudWatch Logs admits deliveries.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html
 */
export class VendedLogGroup extends NamedLogGroup {
  constructor(scope: Construct, id: string, { environment, logKey, what }: VendedLogGroupProps) {
    super(scope, id, { environment, name: `/aws/vendedlogs/${APPLICATION}/${environment.name}/${what}`, logsKey: logKey });
  }
}
