import { interfaceEndpointsForAwsApis } from '../../../lib/assurance/checks/interface-endpoints-for-aws-apis';
import { idOf } from '../proofs/three-tiers';
import { CONFIGURATION, describeCheck, found, having, lacking, network, NO_NETWORK, UNRESOLVABLE } from './sample-network';

const ONE_ZONE = [{ Ref: 'private-a' }];
const APIS = [
  'cognito-idp',
  'ecr.api',
  'ecr.dkr',
  'elasticache',
  'email',
  'events',
  'kms',
  'logs',
  'monitoring',
  'secretsmanager',
  'sns',
  'sqs',
  'ssm',
  'ssmmessages',
  'sts',
  'xray',
];

describe('interface-endpoints-for-aws-apis', () => {
  describeCheck(interfaceEndpointsForAwsApis, {
    holes: [
      ...APIS.map((api) => [`no endpoint for ${api}`, lacking(api), ['Vpc'], `has no interface endpoint for ${api}`] as const),
      ['an endpoint of another region', having('kms', { ServiceName: 'com.amazonaws.us-east-1.kms' }), ['Vpc'], 'has no interface endpoint for kms'],
      ['an endpoint whose name nobody asks for', having('kms', { PrivateDnsEnabled: false }), ['kms'], 'PrivateDnsEnabled is false'],
      ["the same by AWS's default", having('kms', { PrivateDnsEnabled: { Ref: 'AWS::NoValue' } }), ['kms'], 'PrivateDnsEnabled is not set'],
      ['a zone without the endpoint', having('kms', { SubnetIds: ONE_ZONE }), ['kms'], 'stands in no private subnet of zone eu-central-1c'],
      [
        'an endpoint in a public subnet',
        having('kms', { SubnetIds: ['a', 'b', 'c'].map((zone) => ({ Ref: `public-${zone}` })) }),
        ['kms'],
        'endpoints stand in private subnets',
      ],
      ['another group', having('kms', { SecurityGroupIds: [idOf('App')] }), ['kms'], "must be the endpoints' group alone"],
      ['a second group', having('kms', { SecurityGroupIds: [idOf('EndpointsGroup'), idOf('App')] }), ['kms'], "must be the endpoints' group alone"],
      ['no group, which is the default one', having('kms', { SecurityGroupIds: { Ref: 'AWS::NoValue' } }), ['kms'], "must be the endpoints' group alone"],
    ],
    unresolvable: [
      ['the kind', having('kms', { VpcEndpointType: UNRESOLVABLE }), ['kms'], "VpcEndpointType can't be judged"],
      ['the subnets', having('kms', { SubnetIds: UNRESOLVABLE }), ['kms'], 'endpoints stand in private subnets'],
      ['the group', having('kms', { SecurityGroupIds: [UNRESOLVABLE] }), ['kms'], "must be the endpoints' group alone"],
    ],
    notApplicable: NO_NETWORK,
  });

  it("isn't applicable where the environment goes by NAT, unless there is an endpoint", () => {
    const byNat = { ...CONFIGURATION, network: { interfaceEndpoints: false } };
    expect(found(interfaceEndpointsForAwsApis, network(lacking(...APIS), byNat)).blamed).toEqual([]);
    expect(found(interfaceEndpointsForAwsApis, network(having('kms', { SubnetIds: ONE_ZONE }), byNat)).blamed).toEqual(['kms']);
  });
});
