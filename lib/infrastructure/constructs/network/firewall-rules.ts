import { CfnRuleGroup } from 'aws-cdk-lib/aws-networkfirewall';
import { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import type { Flow } from '../../environments/flows';
import { nameOf } from '../../names';
import { namesToReach } from './allowed-names';
import type { Vpc } from './vpc';

/** Can't be changed later without a new group: room for some 300 domains, far below the quota of 30,000. */
const CAPACITY = 1000;
const STRICT = { ruleOrder: 'STRICT_ORDER' };

/** What `FirewallRules` are made from. */
export interface FirewallRulesProps {
  /** Gives the domains that may be reached, and the flows between the public and the private tier. */
  readonly environment: Environment;
  readonly vpc: Vpc;
}

/** What Network Firewall lets pass (NET-8): TLS to the listed names, and the table's flows between its two sides. */
export class FirewallRules extends Construct {
  /** ARNs in the order in which they are asked; none when nothing may pass. */
  readonly groups: readonly string[];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: FirewallRulesProps,
  ) {
    super(scope, id);
    const names = namesToReach(props.environment);
    const flows = crossing(props.environment);
    this.groups = [...(names.length > 0 ? [this.names(names)] : []), ...(flows.length > 0 ? [this.flows(flows)] : [])];
  }

  private names(names: readonly string[]): string {
    return this.group('Names', {
      ruleVariables: { ipSets: { HOME_NET: { definition: [this.props.vpc.cidr] } } },
      rulesSource: { rulesSourceList: { generatedRulesType: 'ALLOWLIST', targetTypes: ['TLS_SNI'], targets: names.map(asTarget) } },
    });
  }

  private flows(flows: readonly Flow[]): string {
    const { vpc, environment } = this.props;
    const definition = (tier: 'public' | 'private'): string[] => vpc.tier(tier).map((subnet) => subnet.cidr);
    const tierOf = (group: string): string => (environment.groups.find(({ name }) => name === group)?.tier === 'public' ? '$PUBLIC' : '$PRIVATE');
    return this.group('Flows', {
      ruleVariables: { ipSets: { PUBLIC: { definition: definition('public') }, PRIVATE: { definition: definition('private') } } },
      rulesSource: { statefulRules: flows.map((flow, index) => pass(tierOf(flow.from), tierOf(flow.to), flow.port, index + 1)) },
    });
  }

  private group(id: string, ruleGroup: Omit<CfnRuleGroup.RuleGroupProperty, 'statefulRuleOptions'>): string {
    const { environment } = this.props;
    return new CfnRuleGroup(this, id, {
      ruleGroupName: nameOf(environment, id.toLowerCase()),
      type: 'STATEFUL',
      capacity: CAPACITY,
      ruleGroup: { ...ruleGroup, statefulRuleOptions: STRICT },
    }).attrRuleGroupArn;
  }
}

/** The firewall writes `*.example.org` as `.example.org`, which holds `example.org` too. */
function asTarget(domain: string): string {
  return domain.replace(/^\*/, '');
}

/** The flows that pass the firewall inside the VPC. */
function crossing({ groups, flows }: Environment): readonly Flow[] {
  const tiers = new Map(groups.map(({ name, tier }) => [name, tier]));
  return flows.filter(({ from, to }) => [tiers.get(from), tiers.get(to)].toSorted().join() === 'private,public');
}

function pass(source: string, destination: string, port: number, number: number): CfnRuleGroup.StatefulRuleProperty {
  return {
    action: 'PASS',
    header: { protocol: 'TCP', direction: 'FORWARD', source, sourcePort: 'ANY', destination, destinationPort: String(port) },
    ruleOptions: [{ keyword: 'sid', settings: [String(number)] }],
  };
}
