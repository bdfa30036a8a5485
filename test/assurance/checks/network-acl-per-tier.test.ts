import { networkAclPerTier } from '../../../lib/assurance/checks/network-acl-per-tier';
import { resource } from '../../support/resources';
import { describeCheck, having, lacking, NETWORK, NO_NETWORK, UNRESOLVABLE } from './sample-network';

const DATA = ['data-a', 'data-b', 'data-c'];
const PUBLIC = ['public-a', 'public-b', 'public-c'];

describe('network-acl-per-tier', () => {
  describeCheck(networkAclPerTier, {
    holes: [
      ["a subnet with the VPC's default ACL", lacking('data-b-acl'), DATA, 'has no network ACL of its own'],
      [
        'the same, said',
        having('data-b-acl', { NetworkAclId: { 'Fn::GetAtt': ['Vpc', 'DefaultNetworkAcl'] } }),
        [...DATA, 'data-b-acl'].sort(),
        'must be a resource of the templates',
      ],
      [
        "a subnet with another tier's ACL",
        having('data-b-acl', { NetworkAclId: { Ref: 'public-acl' } }),
        [...DATA, ...PUBLIC],
        'shares its network ACL with network/public-a of another tier',
      ],
      [
        'a tier with two ACLs',
        { ...having('data-b-acl', { NetworkAclId: { Ref: 'More' } }), More: resource('AWS::EC2::NetworkAcl', { VpcId: { Ref: 'Vpc' } }) },
        DATA,
        'has another network ACL than network/data-b of the same tier',
      ],
      ['a subnet with two ACLs', { More: { ...NETWORK['data-b-acl'], Type: 'AWS::EC2::SubnetNetworkAclAssociation' } }, DATA, '2 network ACLs are associated'],
    ],
    unresolvable: [
      ["a subnet's ACL", having('data-b-acl', { NetworkAclId: UNRESOLVABLE }), [...DATA, 'data-b-acl'].sort(), 'NetworkAclId must be a resource'],
      [
        "an ACL's subnet",
        { More: resource('AWS::EC2::SubnetNetworkAclAssociation', { SubnetId: UNRESOLVABLE, NetworkAclId: { Ref: 'data-acl' } }) },
        ['More'],
        'SubnetId must be a resource',
      ],
      ["a subnet's tier", having('data-b', { Tags: UNRESOLVABLE }), DATA, "its tag Tier is not set, or can't be told"],
    ],
    notApplicable: NO_NETWORK,
  });
});
