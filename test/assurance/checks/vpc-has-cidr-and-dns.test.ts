import { vpcHasCidrAndDns } from '../../../lib/assurance/checks/vpc-has-cidr-and-dns';
import { resource } from '../../support/resources';
import { describeCheck, having, NETWORK, NO_NETWORK, UNRESOLVABLE } from './sample-network';

describe('vpc-has-cidr-and-dns', () => {
  describeCheck(vpcHasCidrAndDns, {
    holes: [
      ['another address range', having('Vpc', { CidrBlock: '10.9.0.0/16' }), ['Vpc'], 'CidrBlock is 10.9.0.0/16'],
      ['no name resolution', having('Vpc', { EnableDnsSupport: false }), ['Vpc'], 'EnableDnsSupport is false'],
      [
        'no host names, which is what AWS does by itself',
        having('Vpc', { EnableDnsHostnames: { Ref: 'AWS::NoValue' } }),
        ['Vpc'],
        'EnableDnsHostnames is not set',
      ],
      ['a word for no', having('Vpc', { EnableDnsHostnames: 'false' }), ['Vpc'], 'EnableDnsHostnames is false'],
      ['a second range', { More: resource('AWS::EC2::VPCCidrBlock', { VpcId: { Ref: 'Vpc' }, CidrBlock: '10.7.0.0/16' }) }, ['More'], 'adds addresses'],
      ['an IPv6 range', { More: resource('AWS::EC2::VPCCidrBlock', { VpcId: { Ref: 'Vpc' }, AmazonProvidedIpv6CidrBlock: true }) }, ['More'], 'adds addresses'],
      ['a second VPC', { Other: NETWORK.Vpc }, ['Other', 'Vpc'], 'one of 2 VPCs'],
    ],
    unresolvable: [
      ['a range', having('Vpc', { CidrBlock: UNRESOLVABLE }), ['Vpc'], "CidrBlock can't be judged"],
      ['a switch', having('Vpc', { EnableDnsSupport: UNRESOLVABLE }), ['Vpc'], "EnableDnsSupport can't be judged"],
    ],
    notApplicable: NO_NETWORK,
  });
});
