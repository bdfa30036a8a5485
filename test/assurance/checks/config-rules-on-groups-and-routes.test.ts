import { configRulesOnGroupsAndRoutes } from '../../../lib/assurance/checks/config-rules-on-groups-and-routes';
import { configRule, CONFIGURATION, describeCheck, found, having, lacking, network, NO_NETWORK, UNRESOLVABLE } from './sample-network';

const ports = (authorizedTcpPorts: unknown) => ({ More: configRule('VPC_SG_OPEN_ONLY_TO_AUTHORIZED_PORTS', { InputParameters: { authorizedTcpPorts } }) });

describe('config-rules-on-groups-and-routes', () => {
  describeCheck(configRulesOnGroupsAndRoutes, {
    holes: [
      ['no rule at all', lacking('SshRule', 'RouteRule'), ['Vpc'], "judges the account's routes"],
      ['no rule on groups', lacking('SshRule'), ['Vpc'], "judges the account's security groups"],
      ['no rule on routes', lacking('RouteRule'), ['Vpc'], "judges the account's routes"],
      ['a rule that waits for changes', { SshRule: configRule('VPC_DEFAULT_SECURITY_GROUP_CLOSED') }, ['Vpc'], "judges the account's security groups"],
      [
        "a rule of one's own by a managed rule's name",
        having('SshRule', { Source: { Owner: 'CUSTOM_LAMBDA', SourceIdentifier: 'INCOMING_SSH_DISABLED' } }),
        ['Vpc'],
        "judges the account's security groups",
      ],
      [
        'a rule without an interval',
        having('SshRule', { MaximumExecutionFrequency: { Ref: 'AWS::NoValue' } }),
        ['SshRule'],
        'MaximumExecutionFrequency is nothing',
      ],
      ["an interval that isn't one", having('SshRule', { MaximumExecutionFrequency: 'Never' }), ['SshRule'], "MaximumExecutionFrequency is 'Never'"],
      [
        'a rule for one group',
        having('SshRule', { Scope: { ComplianceResourceTypes: ['AWS::EC2::SecurityGroup'], ComplianceResourceId: 'sg-0123456789abcdef0' } }),
        ['SshRule'],
        'must judge every AWS::EC2::SecurityGroup',
      ],
      ['a rule for what is tagged', having('RouteRule', { Scope: { TagKey: 'judged' } }), ['RouteRule'], 'must judge every AWS::EC2::RouteTable'],
      [
        'a rule for other resources',
        having('RouteRule', { Scope: { ComplianceResourceTypes: ['AWS::EC2::Volume'] } }),
        ['RouteRule'],
        'must judge every AWS::EC2::RouteTable',
      ],
      ['a port that may be open', ports('443,22'), ['More'], 'lets ports 22 be open to everybody'],
      ['ports that may be open', ports('1-65535'), ['More'], 'lets ports 1-65535 be open'],
      [
        'a private table that may lead to the internet',
        having('RouteRule', { InputParameters: { routeTableIds: { 'Fn::Join': [',', [{ Ref: 'public-routes' }, { Ref: 'data-routes' }]] } } }),
        ['RouteRule'],
        'lets network/data-routes lead to the internet',
      ],
    ],
    unresolvable: [
      ['an interval', having('SshRule', { MaximumExecutionFrequency: UNRESOLVABLE }), ['SshRule'], 'MaximumExecutionFrequency is ?'],
      ['which rule it is', having('SshRule', { Source: { Owner: 'AWS', SourceIdentifier: UNRESOLVABLE } }), ['Vpc'], "judges the account's security groups"],
      ['a scope', having('SshRule', { Scope: UNRESOLVABLE }), ['SshRule'], 'must judge every'],
      ['parameters', having('RouteRule', { InputParameters: UNRESOLVABLE }), ['RouteRule'], "InputParameters can't be judged"],
      ['a port', ports(UNRESOLVABLE), ['More'], 'be open to everybody'],
      ['a table', having('RouteRule', { InputParameters: { routeTableIds: UNRESOLVABLE } }), ['RouteRule'], "routeTableIds can't be judged"],
    ],
    notApplicable: NO_NETWORK,
  });

  it("isn't applicable where Config is run elsewhere, and lets the edge's port be open", () => {
    const elsewhere = { ...CONFIGURATION, accountServices: { config: 'skip' } } as const;
    expect(found(configRulesOnGroupsAndRoutes, network(lacking('SshRule', 'RouteRule'), elsewhere)).blamed).toEqual([]);
    expect(found(configRulesOnGroupsAndRoutes, network(ports('443'))).reasons).toBe('');
  });
});
