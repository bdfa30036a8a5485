import { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { aclRules } from './acl-rules';
import { NetworkAcl } from './network-acl';
import type { SubnetTier } from './subnet-plan';
import type { Vpc } from './vpc';

const TIERS: readonly SubnetTier[] = ['public', 'private', 'data', 'firewall'];

/** What `NetworkAcls` are made from. */
export interface NetworkAclsProps {
  /** Gives the table of flows, from which the rules follow. */
  readonly environment: Environment;
  readonly vpc: Vpc;
}

/** One network ACL a tier (NET-4): the second filter, which holds when a security group is opened by mistake. */
export class NetworkAcls extends Construct {
  constructor(scope: Construct, id: string, { environment, vpc }: NetworkAclsProps) {
    super(scope, id);
    const rules = aclRules(
      environment,
      TIERS.flatMap((tier) => vpc.tier(tier)),
    );
    for (const tier of TIERS.filter((candidate) => vpc.tier(candidate).length > 0)) {
      new NetworkAcl(this, tier, { environment, vpc, subnets: vpc.tier(tier), rules: rules.filter((rule) => rule.tier === tier) });
    }
  }
}
