import { volumesAreEncryptedWithTheirOwnKey as check } from '../../../lib/assurance/checks/volumes-are-encrypted-with-their-own-key';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph, type Resources } from '../../support/mini-graph';
import { key, resource } from '../../support/resources';

const arn = { 'Fn::GetAtt': ['Key', 'Arn'] };
const sealed = { Encrypted: true, KmsKeyId: arn };
const device = (Ebs: object) => [{ DeviceName: '/dev/xvda', Ebs }];

function instance(fields: object = { BlockDeviceMappings: device(sealed) }, others: Resources = {}): Resources {
  return { Key: key(), Instance: resource('AWS::EC2::Instance', { ...fields }), ...others };
}

describe('volumes-are-encrypted-with-their-own-key', () => {
  it('passes volumes with a key of their own, of instances, templates and alone', () => {
    const template = resource('AWS::EC2::LaunchTemplate', { LaunchTemplateData: { BlockDeviceMappings: device(sealed) } });
    const others = { Template: template, Volume: resource('AWS::EC2::Volume', sealed) };
    expect(findingsOf(check, miniGraph(instance(undefined, others)))).toEqual([]);
    expect(judgedBy(check, miniGraph(instance(undefined, others)))).toEqual(['Instance', 'Template', 'Volume']);
  });

  it('leaves the volumes of an instance to the template that launches it, and a device without a volume alone', () => {
    expect(findingsOf(check, miniGraph(instance({ LaunchTemplate: { LaunchTemplateName: 'workers', Version: '1' } })))).toEqual([]);
    expect(findingsOf(check, miniGraph(instance({ BlockDeviceMappings: [...device(sealed), { DeviceName: '/dev/sdb', NoDevice: {} }] })))).toEqual([]);
  });

  it.each<[string, Resources, string]>([
    ['an instance without a volume of its own', instance({}), 'it names no volume'],
    ["a volume that isn't encrypted", instance({ BlockDeviceMappings: device({ ...sealed, Encrypted: false }) }), 'Encrypted of volume 0'],
    ['a volume that does not say so', instance({ BlockDeviceMappings: device({ KmsKeyId: arn }) }), 'Encrypted of volume 0'],
    ['a volume without a key', instance({ BlockDeviceMappings: device({ Encrypted: true }) }), 'KmsKeyId of volume 0 is not set'],
    ["a volume with AWS's key", instance({ BlockDeviceMappings: device({ ...sealed, KmsKeyId: 'alias/aws/ebs' }) }), 'must be a KMS key of this environment'],
    [
      'a second volume in clear',
      instance({ BlockDeviceMappings: [...device(sealed), { DeviceName: '/dev/sdb', Ebs: {} }] }),
      'KmsKeyId of volume 1 is not set',
    ],
    [
      'a key that serves a queue too',
      instance(undefined, { Queue: resource('AWS::SQS::Queue', { KmsMasterKeyId: arn }) }),
      'the key of volume 0 also serves network/Queue',
    ],
    ['a launch template without volumes', { Key: key(), Template: resource('AWS::EC2::LaunchTemplate', { LaunchTemplateData: {} }) }, 'it names no volume'],
    [
      'a launch configuration, which names no key',
      { Key: key(), Old: resource('AWS::AutoScaling::LaunchConfiguration', { BlockDeviceMappings: device({ Encrypted: true }) }) },
      'KmsKeyId of volume 0 is not set',
    ],
    ['a volume in clear', { Key: key(), Volume: resource('AWS::EC2::Volume') }, 'KmsKeyId of the volume is not set'],
    [
      'a fleet with specifications of its own',
      { Fleet: resource('AWS::EC2::SpotFleet', { SpotFleetRequestConfigData: { LaunchSpecifications: [{}] } }) },
      'must launch by a launch template',
    ],
  ])('finds %s', (_, resources, reason) => {
    expect(findingsOf(check, miniGraph(resources)).join('\n')).toContain(reason);
  });

  it.each([
    ['its devices', { BlockDeviceMappings: UNRESOLVABLE }, "its volumes can't be judged"],
    ['its encryption', { BlockDeviceMappings: device({ ...sealed, Encrypted: UNRESOLVABLE }) }, 'Encrypted of volume 0'],
    ['its key', { BlockDeviceMappings: device({ ...sealed, KmsKeyId: UNRESOLVABLE }) }, 'KmsKeyId of volume 0 must be a KMS key'],
  ])("finds what can't be resolved: %s", (_, fields, reason) => {
    expect(findingsOf(check, miniGraph(instance(fields))).join('\n')).toContain(reason);
  });

  it("isn't applicable without a network or a volume", () => {
    expect(judgedBy(check, miniGraph({ Key: key() }))).toEqual([]);
  });
});
