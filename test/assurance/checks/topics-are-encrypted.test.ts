import { topicsAreEncrypted } from '../../../lib/assurance/checks/topics-are-encrypted';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph } from '../../support/mini-graph';
import { key, resource } from '../../support/resources';

const topic = (KmsMasterKeyId: unknown) =>
  miniGraph({
    Key: key(),
    Alias: resource('AWS::KMS::Alias', { AliasName: 'alias/messages', TargetKeyId: { Ref: 'Key' } }),
    Topic: resource('AWS::SNS::Topic', { KmsMasterKeyId }),
  });

describe('topics-are-encrypted', () => {
  it.each<unknown>([
    { Ref: 'Key' },
    { 'Fn::GetAtt': ['Key', 'Arn'] },
    { Ref: 'Alias' },
    'alias/messages',
    'arn:aws:kms:eu-central-1:111122223333:alias/messages',
  ])('passes a topic under the key %j', (value) => {
    expect(findingsOf(topicsAreEncrypted, topic(value))).toEqual([]);
    expect(judgedBy(topicsAreEncrypted, topic(value))).toEqual(['Topic']);
  });

  it.each<[string, unknown]>([
    ['none', { Ref: 'AWS::NoValue' }],
    ["AWS's own", 'alias/aws/sns'],
    ['what is no key', { Ref: 'Topic2' }],
    ['an alias of another account', 'arn:aws:kms:eu-central-1:999999999999:alias/messages'],
  ])('finds a topic whose key is %s', (_, value) => {
    expect(findingsOf(topicsAreEncrypted, topic(value))).toEqual([expect.stringContaining('Topic: KmsMasterKeyId')]);
  });

  it("finds a topic whose key can't be resolved", () => {
    expect(findingsOf(topicsAreEncrypted, topic(UNRESOLVABLE))).toEqual([expect.stringContaining('points at nothing')]);
  });

  it("isn't applicable without a topic", () => {
    expect(judgedBy(topicsAreEncrypted, miniGraph({ Key: key() }))).toEqual([]);
  });
});
