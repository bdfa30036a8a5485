import { Fn } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnFirewall, CfnFirewallPolicy, CfnLoggingConfiguration } from 'aws-cdk-lib/aws-networkfirewall';
import { Construct } from 'constructs';
import { isLasting } from '../../base-stack';
import type { Environment } from '../../environments/environment';
import { nameOf } from '../../names';
import { VendedLogGroup } from './vended-log-group';
import { FirewallRules } from './firewall-rules';
import { lookUp } from './look-up';
import { tagName } from './tag-name';
import type { Subnet, Vpc } from './vpc';

/** What a `NetworkFirewall` is made from. */
export interface NetworkFirewallProps {
  /** Gives the domains that may be reached. */
  readonly environment: Environment;
  readonly vpc: Vpc;
  /** The key of log groups. */
  readonly logKey: IKey;
}

/**
 * Judges what leaves by the name in the TLS handshake (NET-8), behind the DNS firewall, which sees no packet sent to an
 * address without a lookup. Everything else is dropped, and said in the log.
 */
export class NetworkFirewall extends Construct {
  private readonly endpoints: ReadonlyMap<string, string>;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: NetworkFirewallProps,
  ) {
    super(scope, id);
    const subnets = props.vpc.tier('firewall');
    const firewall = this.firewall(this.policy(), subnets);
    this.log(firewall);
    this.endpoints = new Map(subnets.map((subnet) => [subnet.zone, endpointOf(subnet, firewall)]));
  }

  /** The ID of a zone's endpoint, for routes. */
  endpointIn(zone: string): string {
    return lookUp(this.endpoints, zone, { kind: 'firewall endpoint in zone', fix: 'Name a zone of the environment.' });
  }

  private policy(): CfnFirewallPolicy {
    const { environment, vpc } = this.props;
    const { groups } = new FirewallRules(this, 'Rules', { environment, vpc });
    const policy = new CfnFirewallPolicy(this, 'Policy', {
      firewallPolicyName: nameOf(environment, 'outbound'),
      firewallPolicy: {
        statelessDefaultActions: ['aws:forward_to_sfe'],
        statelessFragmentDefaultActions: ['aws:forward_to_sfe'],
        // A handshake must begin before its name is known: so TCP may open, and anything established that no rule passes is dropped.
        statefulDefaultActions: ['aws:drop_established', 'aws:alert_established'],
        statefulEngineOptions: { ruleOrder: 'STRICT_ORDER', streamExceptionPolicy: 'REJECT' },
        statefulRuleGroupReferences: groups.map((resourceArn, index) => ({ resourceArn, priority: index + 1 })),
      },
    });
    tagName(policy, environment, 'outbound');
    return policy;
  }

  private firewall(policy: CfnFirewallPolicy, subnets: readonly Subnet[]): CfnFirewall {
    const { environment, vpc } = this.props;
    const protection = isLasting(environment);
    const firewall = new CfnFirewall(this, 'Resource', {
      firewallName: nameOf(environment, 'outbound'),
      firewallPolicyArn: policy.attrFirewallPolicyArn,
      vpcId: vpc.id,
      subnetMappings: subnets.map(({ id: subnetId }) => ({ subnetId })),
      deleteProtection: protection,
      subnetChangeProtection: protection,
      firewallPolicyChangeProtection: protection,
    });
    tagName(firewall, environment, 'outbound');
    return firewall;
  }

  /** Flow logs of the VPC hold the passed connections; what the firewall adds is what it stopped, and why. */
  private log(firewall: CfnFirewall): void {
    const { environment, logKey } = this.props;
    const group = new VendedLogGroup(this, 'Alerts', { environment, logKey, what: 'network-firewall-alerts' });
    new CfnLoggingConfiguration(this, 'Logging', {
      firewallArn: firewall.attrFirewallArn,
      loggingConfiguration: {
        logDestinationConfigs: [{ logType: 'ALERT', logDestinationType: 'CloudWatchLogs', logDestination: { logGroup: group.logGroupName } }],
      },
    });
  }
}

/**
 * A firewall's endpoints come as a list in no order, such as `eu-central-1b:vpce-1, eu-central-1a:vpce-2`. A place in it
 * would be another zone's after the next update, so a zone's endpoint is taken by what stands before it.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-networkfirewall-firewall.html
 */
function endpointOf({ zone }: Subnet, firewall: CfnFirewall): string {
  const afterZone = Fn.select(1, Fn.split(`${zone}:`, Fn.join(',', firewall.attrEndpointIds)));
  return Fn.select(0, Fn.split(',', afterZone));
}
