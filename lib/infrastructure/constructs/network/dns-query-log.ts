import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnResolverQueryLoggingConfig, CfnResolverQueryLoggingConfigAssociation } from 'aws-cdk-lib/aws-route53resolver';
import { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { nameOf } from '../../names';
import { VendedLogGroup } from './vended-log-group';
import type { Vpc } from './vpc';

/** What a `DnsQueryLog` is made from. */
export interface DnsQueryLogProps {
  /** Names the log and gives its retention. */
  readonly environment: Environment;
  readonly vpc: Vpc;
  /** The key of log groups. */
  readonly logKey: IKey;
}

/** Every name that was looked up, by whom, and whether the DNS firewall blocked it (NET-8): how a leak is noticed. */
export class DnsQueryLog extends Construct {
  constructor(scope: Construct, id: string, { environment, vpc, logKey }: DnsQueryLogProps) {
    super(scope, id);
    const log = new VendedLogGroup(this, 'Log', { environment, logKey, what: 'dns-queries' });
    const config = new CfnResolverQueryLoggingConfig(this, 'Config', { name: nameOf(environment, 'dns-queries'), destinationArn: log.logGroupArn });
    new CfnResolverQueryLoggingConfigAssociation(this, 'Association', { resolverQueryLogConfigId: config.attrId, resourceId: vpc.id });
  }
}
