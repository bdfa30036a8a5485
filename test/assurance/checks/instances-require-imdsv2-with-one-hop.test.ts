import { instancesRequireImdsv2WithOneHop } from '../../../lib/assurance/checks/instances-require-imdsv2-with-one-hop';
import { judgedBy } from '../../support/judging';
import { resource } from '../../support/resources';
import { describeCheck, found, having, lacking, network, NO_NETWORK, UNRESOLVABLE } from './sample-network';

const STRICT = { HttpTokens: 'required', HttpPutResponseHopLimit: 1 };
const options = (MetadataOptions: unknown) => having('Bastion', { MetadataOptions });
const template = (LaunchTemplateData: unknown) => ({ Template: resource('AWS::EC2::LaunchTemplate', { LaunchTemplateData }) });
const launched = (LaunchTemplateId: unknown, Version: unknown = '$Latest') => ({
  Thing: resource('AWS::EC2::Instance', { LaunchTemplate: { LaunchTemplateId, Version } }),
});
const strict = template({ MetadataOptions: STRICT });
const overriding = (specification: object) => ({ Overrides: [{ LaunchTemplateSpecification: { LaunchTemplateId: { Ref: 'Template' }, ...specification } }] });

describe('instances-require-imdsv2-with-one-hop', () => {
  describeCheck(instancesRequireImdsv2WithOneHop, {
    holes: [
      ['an instance that says nothing', options({ Ref: 'AWS::NoValue' }), ['Bastion'], 'MetadataOptions.HttpTokens is not set'],
      ['an instance that takes version 1', options({ ...STRICT, HttpTokens: 'optional' }), ['Bastion'], 'HttpTokens is optional'],
      ['an instance with two hops', options({ ...STRICT, HttpPutResponseHopLimit: '2' }), ['Bastion'], 'HttpPutResponseHopLimit is 2'],
      ['an instance whose image decides the hops', options({ HttpTokens: 'required' }), ['Bastion'], 'HttpPutResponseHopLimit is not set'],
      ['a launch template that says nothing', template({}), ['Template'], 'LaunchTemplateData.MetadataOptions.HttpTokens is not set'],
      [
        'a launch template with two hops',
        template({ MetadataOptions: { ...STRICT, HttpPutResponseHopLimit: 2 } }),
        ['Template'],
        'HttpPutResponseHopLimit is 2',
      ],
      [
        'an instance that undoes its template',
        {
          ...template({ MetadataOptions: STRICT }),
          Thing: resource('AWS::EC2::Instance', { LaunchTemplate: { LaunchTemplateId: { Ref: 'Template' } }, MetadataOptions: { HttpTokens: 'optional' } }),
        },
        ['Thing'],
        'HttpTokens is optional',
      ],
      ['a launch template of somebody else', launched('lt-0123456789abcdef0'), ['Thing'], 'HttpTokens is not set'],
      ['an older version of a strict template', { ...strict, ...launched({ Ref: 'Template' }, '1') }, ['Thing'], "launches version '1' of a launch template"],
      [
        'older versions at any depth',
        { ...strict, Thing: resource('AWS::AutoScaling::AutoScalingGroup', { MixedInstancesPolicy: { LaunchTemplate: overriding({ Version: 3 }) } }) },
        ['Thing'],
        'launches version 3 of a launch template',
      ],
      ['the default version, which stays the first', { ...strict, ...launched({ Ref: 'Template' }, '$Default') }, ['Thing'], "version '$Default'"],
      ['no version, which is the default', { ...strict, ...launched({ Ref: 'Template' }, { Ref: 'AWS::NoValue' }) }, ['Thing'], 'launches version'],
      ['a launch configuration', { Thing: resource('AWS::AutoScaling::LaunchConfiguration') }, ['Thing'], 'HttpTokens is not set'],
      [
        "a spot fleet that can't demand it",
        { Thing: resource('AWS::EC2::SpotFleet', { SpotFleetRequestConfigData: { LaunchSpecifications: [{}] } }) },
        ['Thing'],
        'use a launch template',
      ],
    ],
    unresolvable: [
      ['the options', options(UNRESOLVABLE), ['Bastion'], "HttpTokens can't be judged"],
      ['the tokens', options({ ...STRICT, HttpTokens: UNRESOLVABLE }), ['Bastion'], "HttpTokens can't be judged"],
      ["the template's data", template(UNRESOLVABLE), ['Template'], "HttpTokens can't be judged"],
      ['the version', { ...strict, ...launched({ Ref: 'Template' }, UNRESOLVABLE) }, ['Thing'], 'launches version'],
      ['the template', launched(UNRESOLVABLE), ['Thing'], 'HttpTokens is not set'],
    ],
    notApplicable: NO_NETWORK,
  });

  it('judges a VPC without instances', () => {
    expect(judgedBy(instancesRequireImdsv2WithOneHop, network(lacking('Bastion')))).toEqual(['Vpc']);
  });

  it('passes an instance without metadata, and one by a strict template', () => {
    const changes = { ...options({ HttpEndpoint: 'disabled' }), ...template({ MetadataOptions: STRICT }), ...launched({ Ref: 'Template' }) };
    expect(found(instancesRequireImdsv2WithOneHop, network(changes)).reasons).toBe('');
    const latest = launched({ Ref: 'Template' }, { 'Fn::GetAtt': ['Template', 'LatestVersionNumber'] });
    expect(found(instancesRequireImdsv2WithOneHop, network({ ...changes, ...latest })).reasons).toBe('');
  });
});
