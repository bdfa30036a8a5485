import { noWildcardActions } from '../../../lib/assurance/checks/no-wildcard-actions';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph } from '../../support/mini-graph';
import { denial, policy, resource, statement } from '../../support/resources';

const policyWith = (fields: object) =>
  miniGraph({ Policy: resource('AWS::IAM::ManagedPolicy', { PolicyDocument: policy(statement({ Sid: 'S', ...fields })) }) });
const roleWith = (properties: object) => miniGraph({ Role: resource('AWS::IAM::Role', { ...properties }) });

describe('no-wildcard-actions', () => {
  it('passes named actions, and wildcards in denials', () => {
    expect(findingsOf(noWildcardActions, policyWith({ Action: ['s3:GetObject', 'kms:Decrypt'] }))).toEqual([]);
    expect(findingsOf(noWildcardActions, policyWith(denial('s3:*')))).toEqual([]);
    expect(judgedBy(noWildcardActions, policyWith({ Action: 's3:GetObject' }))).toEqual(['Policy']);
  });

  it.each(['*', 's3:*', 's3:Get*', 's3:?etObject'])('finds the action %s', (Action) => {
    expect(findingsOf(noWildcardActions, policyWith({ Action: ['kms:Decrypt', Action] }))).toEqual([
      `Policy: the statement S allows ${Action}; it must name each action`,
    ]);
  });

  it('finds all actions but some', () => {
    expect(findingsOf(noWildcardActions, policyWith({ NotAction: 'iam:*' }))).toEqual([expect.stringContaining('everything but iam:*')]);
  });

  it("finds wildcards in a role's own policies and in those of resources", () => {
    expect(findingsOf(noWildcardActions, roleWith({ Policies: [{ PolicyName: 'x', PolicyDocument: policy(statement({ Action: '*' })) }] }))).toHaveLength(1);
    expect(
      findingsOf(noWildcardActions, miniGraph({ Policy: resource('AWS::S3::BucketPolicy', { PolicyDocument: policy(statement({ Action: 's3:*' })) }) })),
    ).toHaveLength(1);
  });

  it("finds a policy of AWS, whose actions aren't in the templates", () => {
    expect(findingsOf(noWildcardActions, roleWith({ ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] }))).toEqual([
      expect.stringContaining('AdministratorAccess'),
    ]);
  });

  it("finds what can't be resolved", () => {
    expect(findingsOf(noWildcardActions, policyWith({ Action: UNRESOLVABLE }))).toHaveLength(1);
    expect(findingsOf(noWildcardActions, roleWith({ Policies: UNRESOLVABLE }))).toHaveLength(1);
    expect(findingsOf(noWildcardActions, roleWith({ ManagedPolicyArns: [UNRESOLVABLE] }))).toHaveLength(1);
    expect(findingsOf(noWildcardActions, roleWith({ ManagedPolicyArns: UNRESOLVABLE }))).toHaveLength(1);
  });

  it("isn't applicable without policies", () => {
    expect(judgedBy(noWildcardActions, miniGraph({ Topic: resource('AWS::SNS::Topic') }))).toEqual([]);
  });
});
