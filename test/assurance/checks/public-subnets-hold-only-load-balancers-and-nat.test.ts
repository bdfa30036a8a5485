import { publicSubnetsHoldOnlyLoadBalancersAndNat as check } from '../../../lib/assurance/checks/public-subnets-hold-only-load-balancers-and-nat';
import { resource } from '../../support/resources';
import { route } from '../proofs/three-tiers';
import { describeCheck, found, having, network, NO_NETWORK, UNRESOLVABLE } from './sample-network';

const PUBLIC = { Ref: 'public-a' };
const instance = (properties: Readonly<Record<string, unknown>>) => ({ Thing: resource('AWS::EC2::Instance', properties) });

describe('public-subnets-hold-only-load-balancers-and-nat', () => {
  describeCheck(check, {
    holes: [
      ['an instance', instance({ SubnetId: PUBLIC }), ['Thing'], 'names the public subnet'],
      ['an instance by its interface', instance({ NetworkInterfaces: [{ DeviceIndex: '0', SubnetId: PUBLIC }] }), ['Thing'], 'names the public subnet'],
      ['an instance without a subnet, which AWS puts into a default one', instance({}), ['Thing'], 'names no subnet'],
      ['an instance in a subnet of somebody else', instance({ SubnetId: 'subnet-0123456789abcdef0' }), ['Thing'], 'no subnet of the templates'],
      ['a function', { Thing: resource('AWS::Lambda::Function', { VpcConfig: { SubnetIds: [PUBLIC] } }) }, ['Thing'], 'names the public subnet'],
      [
        'a task',
        { Thing: resource('AWS::ECS::Service', { NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [PUBLIC] } } }) },
        ['Thing'],
        'names the public subnet',
      ],
      [
        "a database's subnet group",
        { Thing: resource('AWS::RDS::DBSubnetGroup', { SubnetIds: [{ Ref: 'data-a' }, PUBLIC] }) },
        ['Thing'],
        'names the public subnet',
      ],
      [
        'a group that scales in default subnets',
        { Thing: resource('AWS::AutoScaling::AutoScalingGroup', { AvailabilityZones: ['eu-central-1a'] }) },
        ['Thing'],
        'names no subnet',
      ],
      [
        'an endpoint',
        { Thing: resource('AWS::EC2::VPCEndpoint', { VpcEndpointType: 'Interface', SubnetIds: [PUBLIC] }) },
        ['Thing'],
        'names the public subnet',
      ],
      ['something of an unknown type', { Thing: resource('AWS::Nobody::Knows', { Somewhere: [PUBLIC] }) }, ['Thing'], 'is an AWS::Nobody::Knows'],
      [
        'something of an unknown type in a subnet by its ID',
        { Thing: resource('AWS::Nobody::Knows', { Somewhere: 'subnet-0123456789abcdef0' }) },
        ['Thing'],
        'it may be public',
      ],
      [
        'an instance in a subnet that its tag calls private and its route public',
        {
          ...instance({ SubnetId: { Ref: 'private-b' } }),
          Way: route('private-routes', { DestinationCidrBlock: '198.51.100.0/24', GatewayId: { Ref: 'Internet' } }),
        },
        expect.arrayContaining(['Thing', 'kms']) as string[],
        'names the public subnet',
      ],
      [
        'an instance in a subnet without a tier',
        { ...instance({ SubnetId: { Ref: 'data-b' } }), ...having('data-b', { Tags: [] }) },
        ['Thing'],
        'names the public subnet',
      ],
    ],
    unresolvable: [
      ["an instance's subnet", instance({ SubnetId: UNRESOLVABLE }), ['Thing'], 'no subnet of the templates'],
      [
        "a function's subnets",
        { Thing: resource('AWS::Lambda::Function', { VpcConfig: { SubnetIds: UNRESOLVABLE } }) },
        ['Thing'],
        'no subnet of the templates',
      ],
      [
        'where a launch template comes from',
        {
          Thing: resource('AWS::AutoScaling::AutoScalingGroup', {
            VPCZoneIdentifier: [{ Ref: 'private-a' }],
            LaunchTemplate: { LaunchTemplateId: 'lt-0123456789abcdef0' },
          }),
        },
        ['Thing'],
        'no subnet of the templates',
      ],
    ],
    notApplicable: NO_NETWORK,
  });

  it('lets load balancers, NAT gateways and functions outside the VPC be', () => {
    const Balancer = resource('AWS::ElasticLoadBalancingV2::LoadBalancer', { Subnets: [PUBLIC] });
    const Outside = resource('AWS::Lambda::Function');
    expect(found(check, network({ Balancer, Outside })).blamed).toEqual([]);
  });
});
