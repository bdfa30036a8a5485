import { CfnFirewallConfig, CfnFirewallDomainList, CfnFirewallRuleGroup, CfnFirewallRuleGroupAssociation } from 'aws-cdk-lib/aws-route53resolver';
import { Construct } from 'constructs';
import { isLasting } from '../../base-stack';
import type { Environment } from '../../environments/environment';
import { nameOf } from '../../names';
import { namesToLookUp } from './allowed-names';
import type { Vpc } from './vpc';

/** What a `DnsFirewall` is made from. */
export interface DnsFirewallProps {
  /** Gives the domains that may be looked up. */
  readonly environment: Environment;
  readonly vpc: Vpc;
}

/**
 * Which names can be looked up (NET-8): the listed ones, and after them none. Without this, data leaves in the names
 * themselves, whatever the routes say. When it can't judge, nothing is answered.
 */
export class DnsFirewall extends Construct {
  constructor(scope: Construct, id: string, { environment, vpc }: DnsFirewallProps) {
    super(scope, id);
    const name = nameOf(environment, 'dns');
    const allowed = new CfnFirewallDomainList(this, 'Allowed', { name: `${name}-allowed`, domains: [...namesToLookUp(environment)] });
    const all = new CfnFirewallDomainList(this, 'All', { name: `${name}-all`, domains: ['*'] });
    const rules = new CfnFirewallRuleGroup(this, 'Rules', { name, firewallRules: [allow(allowed.attrId), blockAll(all.attrId)] });
    new CfnFirewallConfig(this, 'FailClosed', { resourceId: vpc.id, firewallFailOpen: 'DISABLED' });
    new CfnFirewallRuleGroupAssociation(this, 'Association', {
      name,
      vpcId: vpc.id,
      firewallRuleGroupId: rules.attrId,
      // AWS keeps priorities up to 100 for rules that Firewall Manager puts first.
      priority: 101,
      mutationProtection: isLasting(environment) ? 'ENABLED' : 'DISABLED',
    });
  }
}

/** The owner of an allowed name may point it elsewhere (CNAME): its targets needn't be listed. */
function allow(firewallDomainListId: string): CfnFirewallRuleGroup.FirewallRuleProperty {
  return { priority: 1, action: 'ALLOW', firewallDomainListId, firewallDomainRedirectionAction: 'TRUST_REDIRECTION_DOMAIN' };
}

/** Says that the name doesn't exist, so that callers fail at once instead of waiting. */
function blockAll(firewallDomainListId: string): CfnFirewallRuleGroup.FirewallRuleProperty {
  return { priority: 2, action: 'BLOCK', blockResponse: 'NXDOMAIN', firewallDomainListId };
}
