import { bastionIsPrivateAndLogged } from '../../../lib/assurance/checks/bastion-is-private-and-logged';
import { resource } from '../../support/resources';
import { idOf } from '../proofs/three-tiers';
import { CONFIGURATION, describeCheck, found, having, lacking, network, UNRESOLVABLE } from './sample-network';

const logged = (inputs: Readonly<Record<string, unknown>>) =>
  having('Sessions', {
    Content: { inputs: { cloudWatchLogGroupName: { Ref: 'SessionLog' }, cloudWatchEncryptionEnabled: true, cloudWatchStreamingEnabled: true, ...inputs } },
  });
const WORN = { SecurityGroupIds: [idOf('BastionGroup')] };

describe('bastion-is-private-and-logged', () => {
  describeCheck(bastionIsPrivateAndLogged, {
    holes: [
      ['a bastion in a public subnet', having('Bastion', { SubnetId: { Ref: 'public-a' } }), ['Bastion'], 'must stand in a private subnet'],
      ['a bastion in a data subnet', having('Bastion', { SubnetId: { Ref: 'data-a' } }), ['Bastion'], 'must stand in a private subnet'],
      ['a bastion nowhere in particular', having('Bastion', { SubnetId: { Ref: 'AWS::NoValue' } }), ['Bastion'], 'names no subnet'],
      [
        'a public address',
        having('Bastion', { NetworkInterfaces: [{ SubnetId: { Ref: 'private-a' }, AssociatePublicIpAddress: true }] }),
        ['Bastion'],
        'AssociatePublicIpAddress is true',
      ],
      ['an elastic address', { More: resource('AWS::EC2::EIP', { InstanceId: { Ref: 'Bastion' } }) }, ['Bastion'], 'gives it a public address'],
      [
        'a second bastion, in a public subnet',
        { More: resource('AWS::EC2::Instance', { SubnetId: { Ref: 'public-b' }, ...WORN }) },
        ['More'],
        'must stand in a private subnet',
      ],
      [
        'a launch template with a public address',
        {
          More: resource('AWS::EC2::LaunchTemplate', {
            LaunchTemplateData: { NetworkInterfaces: [{ Groups: WORN.SecurityGroupIds, AssociatePublicIpAddress: true }] },
          }),
        },
        ['More'],
        'AssociatePublicIpAddress is true',
      ],
      ['no bastion where one is configured', lacking('Bastion'), ['Vpc'], "nothing wears the bastion's group"],
      ['nobody who logs sessions', lacking('Sessions'), ['Vpc'], 'no document SSM-SessionManagerRunShell'],
      ['a document that nobody reads', having('Sessions', { Name: 'Other' }), ['Vpc'], 'no document SSM-SessionManagerRunShell'],
      ['sessions without a log', logged({ cloudWatchLogGroupName: '' }), ['Sessions'], "cloudWatchLogGroupName is ''"],
      ['sessions logged when they are over, or not', logged({ cloudWatchStreamingEnabled: false }), ['Sessions'], 'cloudWatchStreamingEnabled is false'],
      ['sessions logged in clear', logged({ cloudWatchEncryptionEnabled: 'false' }), ['Sessions'], 'cloudWatchEncryptionEnabled is false'],
      ['a log without a key', having('SessionLog', { KmsKeyId: { Ref: 'AWS::NoValue' } }), ['Sessions'], "isn't encrypted by a key"],
      [
        'another document, which logs nothing',
        { More: resource('AWS::SSM::Document', { Name: 'Quiet', DocumentType: 'Session', Content: { inputs: {} } }) },
        ['More'],
        'cloudWatchStreamingEnabled is not set',
      ],
    ],
    unresolvable: [
      ['the subnet', having('Bastion', { SubnetId: UNRESOLVABLE }), ['Bastion'], 'must stand in a private subnet'],
      ["the document's content", having('Sessions', { Content: UNRESOLVABLE }), ['Sessions'], "Content can't be judged"],
      ['a document as text', having('Sessions', { Content: '{"inputs":{}}' }), ['Sessions'], "Content can't be judged"],
      ['the log', logged({ cloudWatchLogGroupName: UNRESOLVABLE }), ['Sessions'], 'must be a log group of the templates'],
    ],
    notApplicable: network(lacking('Bastion', 'Sessions'), { ...CONFIGURATION, network: { bastion: false } }),
  });

  it("judges a bastion that the configuration doesn't have, too", () => {
    const graph = network(having('Bastion', { SubnetId: { Ref: 'public-a' } }), { ...CONFIGURATION, network: { bastion: false } });
    expect(found(bastionIsPrivateAndLogged, graph).blamed).toEqual(['Bastion']);
  });
});
