import { noOpenSecurityGroupRule } from '../../../lib/assurance/checks/no-open-security-group-rule';
import { resource } from '../../support/resources';
import { rule } from '../proofs/three-tiers';
import { CONFIGURATION, describeCheck, found, having, network, NO_NETWORK, UNRESOLVABLE } from './sample-network';

const more = (peer: Readonly<Record<string, unknown>>, direction: 'Ingress' | 'Egress' = 'Ingress', owner = 'App', port = 443) => ({
  More: rule(direction, owner, port, peer),
});
const LIST = (...cidrs: readonly string[]) => resource('AWS::EC2::PrefixList', { Entries: cidrs.map((Cidr) => ({ Cidr })) });

describe('no-open-security-group-rule', () => {
  describeCheck(noOpenSecurityGroupRule, {
    holes: [
      ['everybody admitted', more({ CidrIp: '0.0.0.0/0' }), ['More'], 'admits tcp 443 from 0.0.0.0/0'],
      ['everybody admitted by IPv6', more({ CidrIpv6: '::/0' }), ['More'], 'from ::/0'],
      ['everybody admitted by another notation', more({ CidrIpv6: '0:0:0:0:0:0:0:0/0' }), ['More'], 'admits tcp 443'],
      ['half of everybody admitted', more({ CidrIp: '128.0.0.0/1' }), ['More'], 'from 128.0.0.0/1'],
      ['the IPv6 internet admitted', more({ CidrIpv6: '2000::/3' }), ['More'], 'from 2000::/3'],
      ['everybody admitted inline', having('App', { SecurityGroupIngress: [{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }] }), ['App'], 'admits all traffic'],
      [
        'everybody admitted by a prefix list of our own',
        { ...more({ SourcePrefixListId: { 'Fn::GetAtt': ['List', 'PrefixListId'] } }), List: LIST('10.0.0.0/16', '0.0.0.0/0') },
        ['More'],
        'from 0.0.0.0/0',
      ],
      ['a prefix list that nobody knows', more({ SourcePrefixListId: 'pl-0123456789abcdef0' }), ['More'], 'prefix list pl-0123456789abcdef0'],
      [
        'everything sent, inline',
        having('Database', { SecurityGroupEgress: [{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }] }),
        ['Database'],
        'sends all traffic to 0.0.0.0/0',
      ],
      ["everything sent by EC2's default", having('Database', { SecurityGroupEgress: [] }), ['Database'], 'sends all traffic'],
      ['a way out without a row', more({ CidrIp: '0.0.0.0/0' }, 'Egress', 'Database'), ['More'], 'sends tcp 443 to 0.0.0.0/0'],
      ["a way out on another port than the row's", more({ CidrIp: '0.0.0.0/0' }, 'Egress', 'App', 80), ['More'], 'sends tcp 80'],
      ['a way out by IPv6, which no NAT gateway and no list of names sees', more({ CidrIpv6: '::/0' }, 'Egress'), ['More'], 'sends tcp 443 to ::/0'],
      ["a way out with the row's port in a range", having('AppToInternet', { ToPort: 8443 }), ['AppToInternet'], 'sends tcp 443–8443'],
      [
        'a rule added to the default group',
        {
          More: resource('AWS::EC2::SecurityGroupIngress', {
            GroupId: { 'Fn::GetAtt': ['Vpc', 'DefaultSecurityGroup'] },
            IpProtocol: '-1',
            CidrIp: '0.0.0.0/0',
          }),
        },
        ['More'],
        'admits all traffic',
      ],
    ],
    unresolvable: [
      ['a block', more({ CidrIp: UNRESOLVABLE }), ['More'], 'from anything'],
      ['a prefix list', more({ SourcePrefixListId: UNRESOLVABLE }), ['More'], 'from anything'],
      ['no peer at all', more({}), ['More'], 'from anything'],
    ],
    notApplicable: NO_NETWORK,
  });

  it('finds the way out that a row allowed, once the row is gone', () => {
    const flows = CONFIGURATION.flows?.filter(({ to }) => to !== 'internet') ?? [];
    expect(found(noOpenSecurityGroupRule, network({}, { ...CONFIGURATION, flows })).blamed).toEqual(['AppToInternet']);
  });

  it('lets narrow blocks be, whose rows another check asks for', () => {
    expect(found(noOpenSecurityGroupRule, network(more({ CidrIp: '10.0.0.0/8' }))).blamed).toEqual([]);
  });
});
