import { noPublicAddressHandedOut } from '../../../lib/assurance/checks/no-public-address-handed-out';
import { resource } from '../../support/resources';
import { describeCheck, found, having, network, NO_NETWORK, UNRESOLVABLE } from './sample-network';

const thing = (type: string, properties: Readonly<Record<string, unknown>> = {}) => ({ Thing: resource(type, properties) });

describe('no-public-address-handed-out', () => {
  describeCheck(noPublicAddressHandedOut, {
    holes: [
      ['a subnet that gives addresses', having('public-a', { MapPublicIpOnLaunch: true }), ['public-a'], 'MapPublicIpOnLaunch is true'],
      ['the same as a word', having('private-a', { MapPublicIpOnLaunch: 'true' }), ['private-a'], "MapPublicIpOnLaunch is 'true'"],
      [
        'a subnet that gives IPv6 addresses, which are all public',
        having('private-a', { AssignIpv6AddressOnCreation: true }),
        ['private-a'],
        'AssignIpv6AddressOnCreation',
      ],
      [
        "an instance's interface",
        thing('AWS::EC2::Instance', { NetworkInterfaces: [{ AssociatePublicIpAddress: true }] }),
        ['Thing'],
        'NetworkInterfaces.0.AssociatePublicIpAddress',
      ],
      ['an instance with IPv6', thing('AWS::EC2::Instance', { Ipv6AddressCount: 1 }), ['Thing'], 'Ipv6AddressCount is 1'],
      [
        'an interface with IPv6 addresses',
        thing('AWS::EC2::NetworkInterface', { Ipv6Addresses: [{ Ipv6Address: '2001:db8::1' }] }),
        ['Thing'],
        'Ipv6Addresses',
      ],
      [
        'a launch template',
        thing('AWS::EC2::LaunchTemplate', { LaunchTemplateData: { NetworkInterfaces: [{ AssociatePublicIpAddress: 'True' }] } }),
        ['Thing'],
        'AssociatePublicIpAddress',
      ],
      ['a launch configuration', thing('AWS::AutoScaling::LaunchConfiguration', { AssociatePublicIpAddress: true }), ['Thing'], 'AssociatePublicIpAddress'],
      [
        'a service',
        thing('AWS::ECS::Service', { NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp: 'ENABLED' } } }),
        ['Thing'],
        "AssignPublicIp is 'ENABLED'",
      ],
      [
        'a task that an event starts',
        thing('AWS::Events::Rule', { Targets: [{ EcsParameters: { NetworkConfiguration: { AwsVpcConfiguration: { AssignPublicIp: 'ENABLED' } } } }] }),
        ['Thing'],
        'AssignPublicIp',
      ],
      ['a database', thing('AWS::RDS::DBInstance', { PubliclyAccessible: true }), ['Thing'], 'PubliclyAccessible is true'],
      ['a database that says nothing, and then may be public', thing('AWS::RDS::DBInstance'), ['Thing'], 'PubliclyAccessible is not set'],
      ['a broker', thing('AWS::AmazonMQ::Broker', { PubliclyAccessible: 'true' }), ['Thing'], 'PubliclyAccessible'],
      ['an elastic address of an instance', thing('AWS::EC2::EIP', { InstanceId: { Ref: 'Bastion' } }), ['Thing'], 'an instance gets a public address'],
      [
        'an elastic address bound later',
        thing('AWS::EC2::EIPAssociation', { AllocationId: { 'Fn::GetAtt': ['Address', 'AllocationId'] }, InstanceId: { Ref: 'Bastion' } }),
        ['Address', 'Thing'],
        'only NAT gateways',
      ],
      ['an accelerator', thing('AWS::GlobalAccelerator::Accelerator'), ['Thing'], 'gives a public address'],
    ],
    unresolvable: [
      ["a subnet's switch", having('public-a', { MapPublicIpOnLaunch: UNRESOLVABLE }), ['public-a'], 'MapPublicIpOnLaunch is ?'],
      [
        "a service's switch",
        thing('AWS::ECS::Service', { NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp: UNRESOLVABLE } } }),
        ['Thing'],
        'AssignPublicIp is ?',
      ],
    ],
    notApplicable: NO_NETWORK,
  });

  it('lets what says no be', () => {
    const changes = {
      ...thing('AWS::RDS::DBInstance', { PubliclyAccessible: 'false' }),
      Service: resource('AWS::ECS::Service', { NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp: 'DISABLED' } } }),
    };
    expect(found(noPublicAddressHandedOut, network(changes)).blamed).toEqual([]);
  });
});
