import { dataAclAdmitsOnlyPrivateTier } from '../../../lib/assurance/checks/data-acl-admits-only-private-tier';
import { resource } from '../../support/resources';
import { entry } from '../proofs/three-tiers';
import { describeCheck, having, lacking, NO_NETWORK, UNRESOLVABLE } from './sample-network';

const more = (properties: Readonly<Record<string, unknown>>) => {
  const base = entry('data-acl', 90, false, 5432, 5432, '10.0.10.0/24');
  return { More: resource('AWS::EC2::NetworkAclEntry', { ...base.Properties, ...properties }) };
};
const DATA = ['data-a', 'data-b', 'data-c'];

describe('data-acl-admits-only-private-tier', () => {
  describeCheck(dataAclAdmitsOnlyPrivateTier, {
    holes: [
      ['the public tier admitted', more({ CidrBlock: '10.0.0.0/24' }), ['More'], 'admits tcp 5432 from 10.0.0.0/24'],
      ['everybody admitted', more({ CidrBlock: '0.0.0.0/0' }), ['More'], 'admits tcp 5432 from 0.0.0.0/0'],
      ['everybody admitted by IPv6', more({ CidrBlock: { Ref: 'AWS::NoValue' }, Ipv6CidrBlock: '::/0' }), ['More'], 'admits tcp 5432 from ::/0'],
      ['a block wider than the private tier', more({ CidrBlock: '10.0.0.0/20' }), ['More'], 'from 10.0.0.0/20'],
      ['another port', more({ PortRange: { From: 22, To: 22 } }), ['More'], 'admits tcp 22'],
      ['a range with the port in it', more({ PortRange: { From: 5000, To: 6000 } }), ['More'], 'admits tcp 5000–6000'],
      ['another protocol', more({ Protocol: 17 }), ['More'], 'admits udp 5432'],
      ['all protocols, as text', more({ Protocol: '-1', PortRange: { Ref: 'AWS::NoValue' } }), ['More'], 'admits all traffic'],
      ['a way out to everybody', more({ Egress: true, CidrBlock: '0.0.0.0/0', PortRange: { From: 443, To: 443 } }), ['More'], 'lets out tcp 443'],
      ["a way out to the private tier's own ports", more({ Egress: 'true', PortRange: { From: 22, To: 22 } }), ['More'], 'lets out tcp 22'],
      ['the private tier shut out by an earlier denial', more({ RuleNumber: 1, RuleAction: 'deny' }), DATA, 'shuts out TCP 5432 from network/private-a'],
      ['a zone of the private tier left out', lacking('data-in-b'), DATA, 'shuts out TCP 5432 from network/private-b'],
      ['answers left out', lacking('data-out-c'), DATA, 'shuts out TCP 1024–65535 to network/private-c'],
      ["the VPC's default ACL", lacking('data-b-acl'), ['Vpc'], 'admits all traffic'],
    ],
    unresolvable: [
      ['a block', more({ CidrBlock: UNRESOLVABLE }), ['More'], 'admits tcp 5432 from anything'],
      ['a port', more({ PortRange: { From: UNRESOLVABLE, To: 5432 } }), ['More'], 'admits tcp, all ports'],
      ["an entry's ACL", more({ NetworkAclId: UNRESOLVABLE, CidrBlock: '0.0.0.0/0' }), ['More'], "can't be told"],
      ['a direction', more({ Egress: UNRESOLVABLE }), ['More'], "can't be told"],
      ["a subnet's ACL", having('data-b-acl', { NetworkAclId: UNRESOLVABLE }), ['data-b', 'data-b-acl'], "can't be told"],
    ],
    notApplicable: NO_NETWORK,
  });
});
