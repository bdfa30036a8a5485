import { endpointPoliciesAreLimited } from '../../../lib/assurance/checks/endpoint-policies-are-limited';
import { policy, statement } from '../../support/resources';
import { describeCheck, found, having, network, NO_NETWORK, OWN_ACCOUNT, UNRESOLVABLE } from './sample-network';

const OWN = '111122223333';
const limitedBy = (Condition: Readonly<Record<string, unknown>>) =>
  having('kms', { PolicyDocument: policy(statement({ Sid: 'Own', Principal: '*', Action: '*', Condition })) });
const both = (account: unknown) => ({ 'aws:PrincipalAccount': account, 'aws:ResourceAccount': account });
const LAYERS = statement({ Sid: 'Layers', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::prod-eu-central-1-starport-layer-bucket/*' });
const also = (fields: Readonly<Record<string, unknown>>, endpoint = 's3') =>
  having(endpoint, { PolicyDocument: policy(OWN_ACCOUNT, { ...LAYERS, ...fields }) });
const OWN_POOLS = { StringEquals: { 'aws:ResourceAccount': OWN } };
const signUp = (Condition: Readonly<Record<string, unknown>>, Action: readonly string[] = ['cognito-idp:SignUp'], endpoint = 'cognito-idp') =>
  having(endpoint, { PolicyDocument: policy(OWN_ACCOUNT, statement({ Sid: 'SignUp', Principal: '*', Action, Condition })) });

describe('endpoint-policies-are-limited', () => {
  it('passes the sign-up to own pools, which nobody signs', () => {
    expect(found(endpointPoliciesAreLimited, network(signUp(OWN_POOLS))).blamed).toEqual([]);
  });

  describeCheck(endpointPoliciesAreLimited, {
    holes: [
      ['no policy, where AWS admits everybody', having('kms', { PolicyDocument: { Ref: 'AWS::NoValue' } }), ['kms'], 'PolicyDocument is not set'],
      ['an empty policy', having('kms', { PolicyDocument: { Version: '2012-10-17' } }), ['kms'], 'PolicyDocument is not set'],
      ['everybody', limitedBy({}), ['kms'], 'principals of other accounts'],
      ["anybody's resources", limitedBy({ StringEquals: { 'aws:PrincipalAccount': OWN } }), ['kms'], 'resources of other accounts'],
      ["anybody's principals", limitedBy({ StringEquals: { 'aws:ResourceAccount': OWN } }), ['kms'], 'principals of other accounts'],
      ['another account', limitedBy({ StringEquals: both('999999999999') }), ['kms'], 'principals of other accounts'],
      ['another account beside', limitedBy({ StringEquals: both([OWN, '999999999999']) }), ['kms'], 'principals of other accounts'],
      ['a pattern', limitedBy({ StringLike: both('*') }), ['kms'], 'principals of other accounts'],
      ['a test that an absent key passes', limitedBy({ StringEqualsIfExists: both(OWN) }), ['kms'], 'principals of other accounts'],
      ['a test that no value passes', limitedBy({ 'ForAllValues:StringEquals': both(OWN) }), ['kms'], 'principals of other accounts'],
      ['the contrary', limitedBy({ StringNotEquals: both(OWN) }), ['kms'], 'principals of other accounts'],
      ["sign-up to anybody's pools", signUp({}), ['cognito-idp'], 'resources of other accounts'],
      [
        'more than sign-up without a principal',
        signUp(OWN_POOLS, ['cognito-idp:SignUp', 'cognito-idp:ForgotPassword']),
        ['cognito-idp'],
        'principals of other accounts',
      ],
      ['sign-up by another endpoint', signUp(OWN_POOLS, ['cognito-idp:SignUp'], 'kms'), ['kms'], 'principals of other accounts'],
      ['an unlimited statement beside a limited one', also({ Sid: 'More', Action: 's3:*' }), ['s3'], 'the statement More admits'],
      ['image layers that are written', also({ Action: ['s3:GetObject', 's3:PutObject'] }), ['s3'], 'the statement Layers admits'],
      [
        'image layers of another bucket',
        also({ Resource: ['arn:aws:s3:::prod-eu-central-1-starport-layer-bucket/*', 'arn:aws:s3:::other/*'] }),
        ['s3'],
        'the statement Layers admits',
      ],
      ['image layers through another endpoint', also({}, 'dynamodb'), ['dynamodb'], 'the statement Layers admits'],
      [
        "somebody else's service",
        having('kms', { ServiceName: 'com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0' }),
        ['kms'],
        'no AWS API of this region',
      ],
      ["another region's API", having('kms', { ServiceName: 'com.amazonaws.us-east-1.kms' }), ['kms'], 'no AWS API of this region'],
    ],
    unresolvable: [
      ['a policy', having('kms', { PolicyDocument: UNRESOLVABLE }), ['kms'], "PolicyDocument can't be judged"],
      ['an account', limitedBy({ StringEquals: both(UNRESOLVABLE) }), ['kms'], "PolicyDocument can't be judged"],
      ['a service', having('kms', { ServiceName: UNRESOLVABLE }), ['kms'], 'no AWS API of this region'],
    ],
    notApplicable: NO_NETWORK,
  });

  it.each([
    ['the account and its log archive', limitedBy({ StringEquals: { 'aws:PrincipalAccount': OWN, 'aws:ResourceAccount': [OWN, '555555555555'] } })],
    ['keys in other letters', limitedBy({ StringEquals: { 'AWS:principalaccount': OWN, 'aws:resourceAccount': OWN } })],
    ['image layers of ECR, read', also({})],
  ])('passes %s', (_, changes) => {
    expect(found(endpointPoliciesAreLimited, network(changes, { logArchiveAccount: '555555555555' })).reasons).toBe('');
  });
});
