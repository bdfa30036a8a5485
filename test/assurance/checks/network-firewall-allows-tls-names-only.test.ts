import { networkFirewallAllowsTlsNamesOnly } from '../../../lib/assurance/checks/network-firewall-allows-tls-names-only';
import { resource } from '../../support/resources';
import { route } from '../proofs/three-tiers';
import { CONFIGURATION, describeCheck, found, having, lacking, NETWORK, network, NO_NETWORK, passing, UNRESOLVABLE } from './sample-network';

const FIREWALL = ['Firewall', 'Policy', 'Names', 'Rows'];
const names = (list: Readonly<Record<string, unknown>>) =>
  having('Names', {
    RuleGroup: { RulesSource: { RulesSourceList: { GeneratedRulesType: 'ALLOWLIST', TargetTypes: ['TLS_SNI'], Targets: ['api.example.net'], ...list } } },
  });
const policy = (fields: Readonly<Record<string, unknown>>) =>
  having('Policy', { FirewallPolicy: { ...(NETWORK.Policy?.Properties?.FirewallPolicy as object), ...fields } });
const rows = (...StatefulRules: readonly unknown[]) =>
  having('Rows', { RuleGroup: { ...(NETWORK.Rows?.Properties?.RuleGroup as object), RulesSource: { StatefulRules } } });
const NO_ROW = 'which is no row of the table of flows between two tiers';
const REFERENCES = { ResourceArn: { 'Fn::GetAtt': ['Names', 'RuleGroupArn'] }, Priority: 1 };
const home = (Definition: unknown) =>
  having('Names', { RuleGroup: { ...(NETWORK.Names?.Properties?.RuleGroup as object), RuleVariables: { IPSets: { HOME_NET: { Definition } } } } });

describe('network-firewall-allows-tls-names-only', () => {
  describeCheck(networkFirewallAllowsTlsNamesOnly, {
    holes: [
      [
        'no firewall',
        { ...lacking(...FIREWALL), PrivateOut: route('private-routes', { DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: { Ref: 'Nat' } }) },
        ['PrivateOut', 'Vpc'],
        'no Network Firewall stands in it',
      ],
      [
        'a way round it',
        { More: route('private-routes', { DestinationCidrBlock: '198.51.100.0/24', NatGatewayId: { Ref: 'Nat' } }) },
        ['More'],
        'round the firewall',
      ],
      ["a name that isn't configured", names({ Targets: ['api.example.net', '.example.org'] }), ['Names'], "Targets holds ['.example.org']"],
      ['every name', names({ Targets: ['api.example.net', '.'] }), ['Names'], 'Targets holds'],
      ["AWS's names, which have endpoints", names({ Targets: ['api.example.net', 'kms.eu-central-1.amazonaws.com'] }), ['Names'], 'Targets holds'],
      ["a configured name that isn't passed", names({ Targets: [] }), ['Policy'], 'passes no TLS to api.example.net'],
      ['plain HTTP', names({ TargetTypes: ['TLS_SNI', 'HTTP_HOST'] }), ['Names'], 'it must be TLS_SNI alone'],
      ['names in a group that no policy asks', policy({ StatefulRuleGroupReferences: [] }), ['Policy'], 'passes no TLS to api.example.net'],
      [
        'names that bind a part of the VPC',
        policy({ PolicyVariables: { RuleVariables: { HOME_NET: { Definition: ['10.0.10.0/24'] } } } }),
        ['Policy'],
        'PolicyVariables.RuleVariables.HOME_NET is',
      ],
      ['a group of names for a part of the VPC', home(['192.0.2.0/24']), ['Names'], 'it must hold the whole VPC'],
      ['nothing dropped', policy({ StatefulDefaultActions: ['aws:alert_established'] }), ['Policy'], 'StatefulDefaultActions is'],
      ['no default at all', policy({ StatefulDefaultActions: { Ref: 'AWS::NoValue' } }), ['Policy'], 'StatefulDefaultActions is'],
      [
        'rules in the order of their actions',
        policy({ StatefulEngineOptions: { RuleOrder: 'DEFAULT_ACTION_ORDER' } }),
        ['Policy'],
        'RuleOrder is DEFAULT_ACTION_ORDER',
      ],
      [
        'connections that go on after a failure',
        policy({ StatefulEngineOptions: { RuleOrder: 'STRICT_ORDER', StreamExceptionPolicy: 'CONTINUE' } }),
        ['Policy'],
        "StreamExceptionPolicy is 'CONTINUE'",
      ],
      ['packets that nobody judges', policy({ StatelessDefaultActions: ['aws:pass'] }), ['Policy'], 'StatelessDefaultActions is'],
      ['fragments that nobody judges', policy({ StatelessFragmentDefaultActions: ['aws:pass'] }), ['Policy'], 'StatelessFragmentDefaultActions is'],
      [
        'stateless rules',
        policy({ StatelessRuleGroupReferences: [{ ResourceArn: 'arn:aws:network-firewall:eu-central-1:111122223333:stateless-rulegroup/x', Priority: 1 }] }),
        ['Policy'],
        'StatelessRuleGroupReferences is set',
      ],
      [
        "somebody else's rules",
        policy({
          StatefulRuleGroupReferences: [REFERENCES, { ResourceArn: 'arn:aws:network-firewall:eu-central-1:999999999999:stateful-rulegroup/x', Priority: 2 }],
        }),
        ['Policy'],
        'must refer to an AWS::NetworkFirewall::RuleGroup',
      ],
      [
        'drops turned into alerts',
        policy({ StatefulRuleGroupReferences: [{ ...REFERENCES, Override: { Action: 'DROP_TO_ALERT' } }] }),
        ['Policy'],
        'Override is set',
      ],
      [
        'rules as text',
        having('Names', { RuleGroup: { RulesSource: { RulesString: 'pass ip any any -> any any (sid:1;)' } } }),
        ['Names', 'Policy'],
        "RulesString can't be judged",
      ],
      ['a group of another kind', having('Rows', { Type: 'STATELESS' }), ['Rows'], 'Type is STATELESS'],
      ['a port without a row', rows(passing({ DestinationPort: '22' })), ['Rows'], NO_ROW],
      ['all ports', rows(passing({ DestinationPort: 'ANY' })), ['Rows'], NO_ROW],
      ['all protocols', rows(passing({ Protocol: 'IP' })), ['Rows'], NO_ROW],
      ['both directions', rows(passing({ Direction: 'ANY' })), ['Rows'], NO_ROW],
      ['a way to everybody', rows(passing({ Destination: 'ANY' })), ['Rows'], NO_ROW],
      ['a way from a wider block', rows(passing({ Source: '10.0.0.0/16' })), ['Rows'], NO_ROW],
      ['a row turned round', rows(passing({ Source: '$PRIVATE', Destination: '$PUBLIC' })), ['Rows'], NO_ROW],
      ['a variable that nobody sets', rows(passing({ Source: '$EVERYBODY' })), ['Rows'], NO_ROW],
      ['an action that nobody knows', rows(passing({ Source: 'ANY' }, 'PASS_ALL')), ['Rows'], NO_ROW],
    ],
    unresolvable: [
      ['the home network', home([UNRESOLVABLE]), ['Names'], 'HOME_NET is'],
      ['the policy', having('Firewall', { FirewallPolicyArn: UNRESOLVABLE }), ['Firewall'], 'FirewallPolicyArn is ?'],
      ['a default action', policy({ StatefulDefaultActions: UNRESOLVABLE }), ['Policy'], 'StatefulDefaultActions is'],
      ['a name', names({ Targets: ['api.example.net', UNRESOLVABLE] }), ['Names'], 'Targets holds'],
      ['a list of names', having('Names', { RuleGroup: UNRESOLVABLE }), ['Names', 'Policy'], "can't be judged"],
      ["a rule's peer", rows(passing({ Source: UNRESOLVABLE })), ['Rows'], NO_ROW],
      ['the rules', having('Rows', { RuleGroup: { RulesSource: { StatefulRules: UNRESOLVABLE } } }), ['Rows'], NO_ROW],
    ],
    notApplicable: NO_NETWORK,
  });

  it("isn't applicable where the configuration has no firewall and no template makes one", () => {
    const without = { ...CONFIGURATION, network: { networkFirewall: false } };
    expect(found(networkFirewallAllowsTlsNamesOnly, network(lacking(...FIREWALL), without)).blamed).toEqual([]);
  });

  it("passes AWS's names where AWS is called through NAT, wildcards in the firewall's notation, and denials", () => {
    const byNat = { ...CONFIGURATION, network: { interfaceEndpoints: false, outboundDomains: ['*.example.net'] } };
    const changes = {
      ...names({ Targets: ['.example.net', 'kms.eu-central-1.amazonaws.com', '.dkr.ecr.eu-central-1.amazonaws.com'] }),
      ...rows(passing({}), passing({ Destination: 'ANY' }, 'DROP')),
    };
    expect(found(networkFirewallAllowsTlsNamesOnly, network(changes, byNat)).reasons).toBe('');
  });

  it('passes a home network that holds the whole VPC', () => {
    expect(found(networkFirewallAllowsTlsNamesOnly, network(home(['10.0.0.0/8']))).reasons).toBe('');
  });

  it('takes a list of denied names for what it is', () => {
    const More = resource('AWS::NetworkFirewall::RuleGroup', {
      Type: 'STATEFUL',
      RuleGroup: { RulesSource: { RulesSourceList: { GeneratedRulesType: 'DENYLIST', TargetTypes: ['HTTP_HOST'], Targets: ['.example.org'] } } },
    });
    expect(found(networkFirewallAllowsTlsNamesOnly, network({ More })).reasons).toBe('');
  });
});
