import { keyPoliciesAreNarrow } from '../../../lib/assurance/checks/key-policies-are-narrow';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph } from '../../support/mini-graph';
import { ACCOUNT, key, policy, resource, statement } from '../../support/resources';

const ROOT = { AWS: `arn:aws:iam::${ACCOUNT}:root` };
const ROLE_ARN = `arn:aws:iam::${ACCOUNT}:role/ringwall-prod-worker`;
const THROUGH_S3 = { 'kms:ViaService': 's3.eu-central-1.amazonaws.com' };

const graphWith = (fields: Readonly<Record<string, unknown>>) =>
  miniGraph({ Role: resource('AWS::IAM::Role'), Key: key({ KeyPolicy: policy(statement({ Sid: 'S', Action: 'kms:Decrypt', ...fields })) }) });
const narrowed = (Condition: object, more: object = {}) => graphWith({ Principal: ROOT, Condition, ...more });

describe('key-policies-are-narrow', () => {
  it.each([
    ['a role by ARN', graphWith({ Principal: { AWS: ROLE_ARN } })],
    ['a role by reference', graphWith({ Principal: { AWS: { 'Fn::GetAtt': ['Role', 'Arn'] } } })],
    ['the account, narrowed to a role', narrowed({ ArnEquals: { 'aws:PrincipalArn': ROLE_ARN } })],
    [
      'the account, narrowed to roles of the environment through one service',
      narrowed({ StringEquals: THROUGH_S3, ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/ringwall-prod-*` } }),
    ],
    ['the account, for looking only', graphWith({ Principal: ROOT, Action: ['kms:DescribeKey', 'kms:List*'] })],
    [
      'a service on behalf of this account',
      graphWith({ Principal: { Service: 'cloudtrail.amazonaws.com' }, Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT } } }),
    ],
    [
      'a service by encryption context',
      graphWith({
        Principal: { Service: 'logs.eu-central-1.amazonaws.com' },
        Condition: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:eu-central-1:${ACCOUNT}:log-group:*` } },
      }),
    ],
    ["one operation's family", graphWith({ Principal: { AWS: ROLE_ARN }, Action: 'kms:GenerateDataKey*' })],
    ['everybody nothing, by a denial', graphWith({ Effect: 'Deny', Principal: '*', Action: 'kms:*' })],
  ])('passes a policy that allows %s', (_, graph) => {
    expect(findingsOf(keyPoliciesAreNarrow, graph)).toEqual([]);
  });

  it.each([
    ['everybody', graphWith({ Principal: '*' }), 'allows everybody'],
    ['everybody, in a map', graphWith({ Principal: { AWS: '*' } }), 'allows everybody'],
    ['everybody, in a list', graphWith({ Principal: { AWS: [ROLE_ARN, '*'] } }), 'allows everybody'],
    ['everybody, under a condition', graphWith({ Principal: '*', Condition: { StringEquals: { 'kms:CallerAccount': ACCOUNT } } }), 'allows everybody'],
    ['everybody but one', graphWith({ NotPrincipal: { AWS: ROLE_ARN } }), 'allows everybody'],
    ['nobody in particular', graphWith({}), 'names no principal'],
    ['kms:*', graphWith({ Principal: { AWS: ROLE_ARN }, Action: 'kms:*' }), 'allows kms:*'],
    ['*', graphWith({ Principal: { AWS: ROLE_ARN }, Action: ['kms:Decrypt', '*'] }), 'allows *'],
    ['kms:Put*', graphWith({ Principal: { AWS: ROLE_ARN }, Action: 'kms:Put*' }), 'allows kms:Put*'],
    ['NotAction', graphWith({ Principal: { AWS: ROLE_ARN }, Action: { Ref: 'AWS::NoValue' }, NotAction: 'kms:Put*' }), 'everything but a few'],
    ['the whole account', graphWith({ Principal: ROOT }), 'whole account'],
    ['the whole account by number', graphWith({ Principal: { AWS: ACCOUNT } }), 'whole account'],
    ['the account through a service alone', narrowed({ StringEquals: THROUGH_S3 }), 'whole account'],
    ['the account narrowed by IfExists', narrowed({ ArnEqualsIfExists: { 'aws:PrincipalArn': ROLE_ARN } }), 'whole account'],
    ['the account but one role', narrowed({ ArnNotEquals: { 'aws:PrincipalArn': ROLE_ARN } }), 'whole account'],
    ['all roles of the account', narrowed({ ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/*` } }), 'whole account'],
    [
      'all roles of the account through a service',
      narrowed({ StringEquals: THROUGH_S3, ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/*` } }),
      'whole account',
    ],
    ['a role or anybody', narrowed({ ArnLike: { 'aws:PrincipalArn': [ROLE_ARN, '*'] } }), 'whole account'],
    [
      "another environment's roles",
      narrowed({ StringEquals: THROUGH_S3, ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/ringwall-dev-*` } }),
      'whole account',
    ],
    ['another account', graphWith({ Principal: { AWS: 'arn:aws:iam::999999999999:root' } }), 'no principal of this environment'],
    ['a role of another account', graphWith({ Principal: { AWS: 'arn:aws:iam::999999999999:role/x' } }), 'no principal of this environment'],
    ['a pattern of roles', graphWith({ Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/*` } }), 'no principal of this environment'],
    [
      'what another resource names',
      miniGraph({
        Topic: resource('AWS::SNS::Topic'),
        Key: key({ KeyPolicy: policy(statement({ Action: 'kms:Decrypt', Principal: { AWS: { 'Fn::GetAtt': ['Topic', 'Arn'] } } })) }),
      }),
      'no principal of this environment',
    ],
    ['any customer of a service', graphWith({ Principal: { Service: 's3.amazonaws.com' } }), 'for any of its customers'],
    [
      'a service on behalf of anybody',
      graphWith({ Principal: { Service: 's3.amazonaws.com' }, Condition: { StringLike: { 'aws:SourceAccount': '*' } } }),
      'for any of its customers',
    ],
    ['federated users', graphWith({ Principal: { Federated: 'accounts.google.com' } }), 'of the kind Federated'],
    ['import parameters to the account', graphWith({ Principal: ROOT, Action: 'kms:GetParametersForImport' }), 'whole account'],
  ])('finds a policy that allows %s', (_, graph, reason) => {
    expect(findingsOf(keyPoliciesAreNarrow, graph)).toEqual([expect.stringContaining(reason)]);
  });

  it('finds a key without a policy, which gives the account everything', () => {
    expect(findingsOf(keyPoliciesAreNarrow, miniGraph({ Key: key({ KeyPolicy: { Ref: 'AWS::NoValue' } }) }))).toEqual([
      expect.stringContaining('whole account everything'),
    ]);
  });

  it("finds a policy of which a part can't be resolved", () => {
    expect(findingsOf(keyPoliciesAreNarrow, graphWith({ Principal: { AWS: UNRESOLVABLE } }))).toEqual([expect.stringContaining("KeyPolicy can't be judged")]);
  });

  it("isn't applicable without keys", () => {
    expect(judgedBy(keyPoliciesAreNarrow, miniGraph({ Role: resource('AWS::IAM::Role') }))).toEqual([]);
  });
});
