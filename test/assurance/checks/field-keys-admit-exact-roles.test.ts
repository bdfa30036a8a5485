import { fieldKeysAdmitExactRoles as check } from '../../../lib/assurance/checks/field-keys-admit-exact-roles';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph, type Resources } from '../../support/mini-graph';
import { ACCOUNT, key, policy, resource, statement } from '../../support/resources';

const PROFILE = `arn:aws:iam::${ACCOUNT}:role/ringwall-prod-profile`;
const KEY = { 'Fn::GetAtt': ['FieldKey', 'Arn'] };

function admitting(Condition: unknown, Action: unknown = ['kms:Decrypt', 'kms:GenerateDataKey']) {
  return policy(statement({ Sid: 'Wrap', Principal: { AWS: ACCOUNT }, Action, ...(Condition === undefined ? {} : { Condition }) }));
}
const exactly = (...roles: readonly unknown[]) => ({ ArnEquals: { 'aws:PrincipalArn': roles } });

function fields(KeyPolicy: unknown = admitting(exactly(PROFILE)), changes: Resources = {}): Resources {
  return {
    FieldKey: key({ KeyPolicy }),
    Alias: resource('AWS::KMS::Alias', { AliasName: 'alias/ringwall-prod-user-pii', TargetKeyId: KEY }),
    Role: resource('AWS::IAM::Role', { RoleName: 'ringwall-prod-profile', ManagedPolicyArns: [{ Ref: 'Policy' }] }),
    Policy: resource('AWS::IAM::ManagedPolicy', { PolicyDocument: policy(statement({ Action: 'kms:Decrypt', Resource: KEY })) }),
    ...changes,
  };
}
const other = (Resource: unknown = KEY) => ({
  Other: resource('AWS::IAM::Role', {
    RoleName: 'ringwall-prod-other',
    Policies: [{ PolicyName: 'inline', PolicyDocument: policy(statement({ Action: 'kms:*', Resource })) }],
  }),
});

describe('field-keys-admit-exact-roles', () => {
  it('passes a key that admits the roles that use it, or nobody where none does', () => {
    expect(findingsOf(check, miniGraph(fields()))).toEqual([]);
    const nobody = fields(admitting(undefined, 'kms:DescribeKey'), { Role: resource('AWS::IAM::Role', { RoleName: 'ringwall-prod-profile' }) });
    expect(findingsOf(check, miniGraph(nobody))).toEqual([]);
    expect(judgedBy(check, miniGraph(fields()))).toEqual(['FieldKey']);
  });

  it.each([
    ['admits a role that uses nothing', fields(admitting(exactly(PROFILE, `${PROFILE}s`))), "whose own policies don't use it"],
    ['admits not a role that uses it', fields(undefined, other()), `it doesn't admit arn:aws:iam::${ACCOUNT}:role/ringwall-prod-other`],
    ['admits not a role that may use every key', fields(undefined, other('*')), "it doesn't admit"],
    ['admits all roles of a prefix', fields(admitting(exactly(`arn:aws:iam::${ACCOUNT}:role/ringwall-prod-*`))), "it must be one role's ARN"],
    ['admits roles by a pattern', fields(admitting({ ArnLike: { 'aws:PrincipalArn': PROFILE } })), 'admits whoever IAM lets'],
    ['admits whoever IAM lets', fields(admitting(undefined)), 'the statement Wrap admits whoever IAM lets'],
    ['admits by every action', fields(admitting(undefined, 'kms:*')), 'the statement Wrap admits whoever IAM lets'],
    ['lets others give it away', fields(admitting(undefined, 'kms:CreateGrant')), 'the statement Wrap admits whoever IAM lets'],
    [
      'is used by a role without a fixed name',
      fields(undefined, { Role: resource('AWS::IAM::Role', { ManagedPolicyArns: [{ Ref: 'Policy' }] }) }),
      'has no fixed name',
    ],
  ])('finds a key that %s', (_, resources, reason) => {
    expect(findingsOf(check, miniGraph(resources)).join('\n')).toContain(reason);
  });

  it.each([
    ['its policy', fields(UNRESOLVABLE), "KeyPolicy can't be judged"],
    ['a role', fields(undefined, { Policy: resource('AWS::IAM::ManagedPolicy', { PolicyDocument: UNRESOLVABLE }) }), "may do can't be judged"],
  ])("finds what can't be resolved: %s", (_, resources, reason) => {
    expect(findingsOf(check, miniGraph(resources)).join('\n')).toContain(reason);
  });

  it("isn't applicable without keys of fields", () => {
    expect(judgedBy(check, miniGraph({ Key: key() }))).toEqual([]);
  });
});
