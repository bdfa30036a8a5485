import { logKeysCannotBeDeleted } from '../../../lib/assurance/checks/log-keys-cannot-be-deleted';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph, type Resources } from '../../support/mini-graph';
import { BREAK_GLASS, BREAK_GLASS_ARN, denial, key, lockedBucket, policy, resource, RETAINED, statement } from '../../support/resources';

const ENDINGS = ['kms:ScheduleKeyDeletion', 'kms:DisableKey', 'kms:PutKeyPolicy'];
const UNLESS_BREAK_GLASS = { ArnNotEquals: { 'aws:PrincipalArn': BREAK_GLASS_ARN } };
const GROUP = resource('AWS::Logs::LogGroup', { KmsKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] } });

const guardedBy = (fields: object, more: object = RETAINED, others: Resources = {}, name = 'prod') =>
  miniGraph({ ...BREAK_GLASS, Group: GROUP, Key: key({ KeyPolicy: policy(statement({ ...fields })) }, { ...more }), ...others }, { name });
const GUARD = denial(ENDINGS, UNLESS_BREAK_GLASS);

describe('log-keys-cannot-be-deleted', () => {
  it('passes a retained key that only the break-glass role can end, named by ARN or by reference', () => {
    expect(findingsOf(logKeysCannotBeDeleted, guardedBy(GUARD))).toEqual([]);
    expect(
      findingsOf(logKeysCannotBeDeleted, guardedBy(denial('kms:*', { ArnNotLike: { 'aws:PrincipalArn': { 'Fn::GetAtt': ['BreakGlass', 'Arn'] } } }))),
    ).toEqual([]);
    expect(judgedBy(logKeysCannotBeDeleted, guardedBy(GUARD))).toEqual(['Key']);
  });

  it('judges the keys of trails and of locked buckets too', () => {
    for (const store of [resource('AWS::CloudTrail::Trail', { KMSKeyId: { Ref: 'Key' } }), lockedBucket(365)]) {
      expect(findingsOf(logKeysCannotBeDeleted, miniGraph({ Key: key(), Store: store }))).toHaveLength(5);
    }
  });

  it("judges the key that wraps the data keys of the audit trail's fields, by its alias, and no other field's", () => {
    const aliased = (AliasName: unknown) => miniGraph({ Key: key(), Alias: resource('AWS::KMS::Alias', { AliasName, TargetKeyId: { Ref: 'Key' } }) });
    expect(findingsOf(logKeysCannotBeDeleted, aliased('alias/ringwall-prod-audit-data'))).toHaveLength(5);
    expect(findingsOf(logKeysCannotBeDeleted, aliased(UNRESOLVABLE))).toHaveLength(5);
    expect(judgedBy(logKeysCannotBeDeleted, aliased('alias/ringwall-prod-user-pii'))).toEqual([]);
  });

  it.each([
    ['is allowed to end it', statement({ Action: ENDINGS, Principal: { AWS: BREAK_GLASS_ARN } }), 3],
    ['may be spared by a pattern', denial(ENDINGS, { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/*break-glass' } }), 3],
    ["is another account's", denial(ENDINGS, { ArnNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::999999999999:role/ringwall-prod-break-glass' } }), 3],
    [
      "isn't the only one that is spared",
      denial(ENDINGS, { ArnNotEquals: { 'aws:PrincipalArn': [BREAK_GLASS_ARN, 'arn:aws:iam::111122223333:role/admin'] } }),
      3,
    ],
    ['is all that is denied', denial(ENDINGS, { ArnEquals: { 'aws:PrincipalArn': BREAK_GLASS_ARN } }), 3],
    ['and whoever has MFA is spared', denial(ENDINGS, { ...UNLESS_BREAK_GLASS, Bool: { 'aws:MultiFactorAuthPresent': 'false' } }), 3],
    ['and all but named principals are spared', { ...GUARD, Principal: { AWS: 'arn:aws:iam::111122223333:root' } }, 3],
    ['spares itself by NotPrincipal', { ...GUARD, Principal: { Ref: 'AWS::NoValue' }, NotPrincipal: { AWS: BREAK_GLASS_ARN } }, 3],
    ['guards another resource', { ...GUARD, Resource: 'arn:aws:kms:eu-central-1:111122223333:key/other' }, 3],
    ['guards against disabling only', denial('kms:DisableKey', UNLESS_BREAK_GLASS), 2],
    ['guards against nothing', denial('kms:Decrypt', UNLESS_BREAK_GLASS), 3],
  ])('finds a key where the break-glass role %s', (_, fields, count) => {
    expect(findingsOf(logKeysCannotBeDeleted, guardedBy(fields))).toHaveLength(count);
  });

  it('finds a denial that spares a role which no template makes', () => {
    expect(findingsOf(logKeysCannotBeDeleted, miniGraph({ Group: GROUP, Key: key({ KeyPolicy: policy(statement(GUARD)) }, RETAINED) }))).toHaveLength(3);
  });

  it('finds a key that goes with its stack, or when it is replaced', () => {
    expect(findingsOf(logKeysCannotBeDeleted, guardedBy(GUARD, {}))).toEqual([
      'Key: DeletionPolicy is not set; it must be Retain',
      'Key: UpdateReplacePolicy is not set; it must be Retain',
    ]);
    expect(findingsOf(logKeysCannotBeDeleted, guardedBy(GUARD, { DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Retain' }))).toHaveLength(1);
  });

  it('asks only for retention in dev', () => {
    expect(findingsOf(logKeysCannotBeDeleted, guardedBy(denial('kms:Decrypt'), RETAINED, {}, 'dev'))).toEqual([]);
    expect(findingsOf(logKeysCannotBeDeleted, guardedBy(GUARD, {}, {}, 'dev'))).toHaveLength(2);
  });

  it("finds a policy that can't be resolved", () => {
    expect(findingsOf(logKeysCannotBeDeleted, guardedBy({ ...GUARD, Condition: { ArnNotEquals: { 'aws:PrincipalArn': UNRESOLVABLE } } }))).toEqual([
      expect.stringContaining("can't be judged"),
    ]);
  });

  it("isn't applicable to keys of other purposes", () => {
    expect(judgedBy(logKeysCannotBeDeleted, miniGraph({ Key: key(), Topic: resource('AWS::SNS::Topic', { KmsMasterKeyId: { Ref: 'Key' } }) }))).toEqual([]);
  });
});
