import { securityGroupFlowsMatchTable } from '../../../lib/assurance/checks/security-group-flows-match-table';
import { resource } from '../../support/resources';
import { group, idOf, rule } from '../proofs/three-tiers';
import { CONFIGURATION, describeCheck, found, having, lacking, network, NO_NETWORK, UNRESOLVABLE } from './sample-network';

const FROM_APP = { SourceSecurityGroupId: idOf('App') };
const more = (port: number, peer: Readonly<Record<string, unknown>>, direction: 'Ingress' | 'Egress' = 'Ingress', owner = 'Database') => ({
  More: rule(direction, owner, port, peer),
});
const NO_ROW = 'no row of the table of flows says so';

describe('security-group-flows-match-table', () => {
  describeCheck(securityGroupFlowsMatchTable, {
    holes: [
      ['a rule without a row', more(5433, FROM_APP), ['More'], NO_ROW],
      ['a rule from another group', more(5432, { SourceSecurityGroupId: idOf('LoadBalancer') }), ['More'], NO_ROW],
      ['a rule by addresses where the row names a group', more(5432, { CidrIp: '10.0.10.0/24' }), ['More'], NO_ROW],
      ['a rule to the world', more(443, { CidrIpv6: '::/0' }, 'Egress', 'App'), ['More'], NO_ROW],
      ['an egress rule without a row', more(443, { CidrIp: '0.0.0.0/0' }, 'Egress'), ['More'], NO_ROW],
      ["a prefix list that isn't the row's", more(443, { SourcePrefixListId: 'pl-6ea54007' }, 'Ingress', 'LoadBalancer'), ['More'], NO_ROW],
      [
        'an inline rule without a row',
        having('Database', { SecurityGroupIngress: [{ IpProtocol: '6', FromPort: 22, ToPort: 22, ...FROM_APP }] }),
        ['Database'],
        NO_ROW,
      ],
      ["a range of ports around the row's", having('AppIn', { ToPort: 3007 }), ['App', 'AppIn'], NO_ROW],
      ["another protocol than the row's", having('AppIn', { IpProtocol: 'udp' }), ['App', 'AppIn'], NO_ROW],
      ['all protocols', having('AppIn', { IpProtocol: '-1' }), ['App', 'AppIn'], 'admits all traffic'],
      [
        'a rule without ports, which opens all',
        having('AppIn', { FromPort: { Ref: 'AWS::NoValue' }, ToPort: { Ref: 'AWS::NoValue' } }),
        ['App', 'AppIn'],
        'tcp, all ports',
      ],
      ['a row without its rule at the receiver', lacking('DatabaseIn'), ['Database'], 'the row app-to-postgresql of the table of flows has no rule here'],
      ['a row without its rule at the sender', lacking('AppOut'), ['App'], 'the row app-to-postgresql of the table of flows has no rule here'],
      ['a row to the internet without its rule', lacking('AppToInternet'), ['App'], 'the row app-to-internet'],
      ["a group that the configuration doesn't know", { More: group('spare') }, ['More'], 'no security group of the configuration'],
      [
        'a group without a name',
        having('Database', { GroupName: { Ref: 'AWS::NoValue' } }),
        expect.arrayContaining(['Database', 'Vpc']) as string[],
        'has no security group postgresql',
      ],
      ["a group that isn't there", lacking('Database', 'DatabaseIn', 'AppOut'), ['App', 'Vpc'], 'has no security group postgresql'],
      ['two groups of one name', { More: group('postgresql') }, expect.arrayContaining(['More']) as string[], 'one of several security groups'],
      [
        'a group whose egress EC2 opens, since it names none',
        having('Database', { SecurityGroupEgress: { Ref: 'AWS::NoValue' } }),
        ['Database'],
        'sends all traffic',
      ],
      [
        "a rule added to the VPC's default group",
        {
          More: resource('AWS::EC2::SecurityGroupIngress', {
            GroupId: { 'Fn::GetAtt': ['Vpc', 'DefaultSecurityGroup'] },
            IpProtocol: 'tcp',
            FromPort: 443,
            ToPort: 443,
            ...FROM_APP,
          }),
        },
        ['More'],
        NO_ROW,
      ],
    ],
    unresolvable: [
      ["a rule's group", having('DatabaseIn', { GroupId: UNRESOLVABLE }), expect.arrayContaining(['DatabaseIn']) as string[], 'the rule may belong to any'],
      ["a rule's peer", having('DatabaseIn', { SourceSecurityGroupId: UNRESOLVABLE }), ['Database', 'DatabaseIn'], NO_ROW],
      ["a rule's port", having('DatabaseIn', { FromPort: UNRESOLVABLE }), ['Database', 'DatabaseIn'], NO_ROW],
      ["a group's rules", having('Database', { SecurityGroupIngress: UNRESOLVABLE }), ['Database'], NO_ROW],
    ],
    notApplicable: NO_NETWORK,
  });

  it('takes the protocol by number and inline rules as what they are', () => {
    const changes = {
      ...lacking('DatabaseIn'),
      ...having('Database', { SecurityGroupIngress: [{ IpProtocol: 6, FromPort: '5432', ToPort: '5432', ...FROM_APP }] }),
    };
    expect(found(securityGroupFlowsMatchTable, network(changes)).reasons).toBe('');
  });

  it('finds a row that the configuration adds and no template follows', () => {
    const flows = [
      ...(CONFIGURATION.flows ?? []),
      { name: 'bastion-to-postgresql', from: 'bastion', to: 'postgresql', port: 5432, protocol: 'tcp', reason: 'test' } as const,
    ];
    expect(found(securityGroupFlowsMatchTable, network({}, { ...CONFIGURATION, flows })).blamed).toEqual(['BastionGroup', 'Database']);
  });
});
