import { aKeyForEachPurpose } from '../../../lib/assurance/checks/a-key-for-each-purpose';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph } from '../../support/mini-graph';
import { bucket, encryptedWith, key, resource } from '../../support/resources';

const STORES = {
  Objects: key(),
  Logs: key(),
  Messages: key(),
  Secrets: key(),
  Bucket: bucket({ BucketEncryption: encryptedWith({ Ref: 'Objects' }) }),
  Group: resource('AWS::Logs::LogGroup', { KmsKeyId: { Ref: 'Logs' } }),
  Topic: resource('AWS::SNS::Topic', { KmsMasterKeyId: { Ref: 'Messages' } }),
  Queue: resource('AWS::SQS::Queue', { KmsMasterKeyId: { Ref: 'Messages' } }),
  Function: resource('AWS::Lambda::Function', { KmsKeyArn: { 'Fn::GetAtt': ['Secrets', 'Arn'] } }),
};

describe('a-key-for-each-purpose', () => {
  it('passes stores whose purposes have a key each', () => {
    expect(findingsOf(aKeyForEachPurpose, miniGraph(STORES))).toEqual([]);
    expect(judgedBy(aKeyForEachPurpose, miniGraph(STORES))).toEqual(['Logs', 'Messages', 'Objects', 'Secrets']);
  });

  it('finds a key that serves two purposes', () => {
    const Database = resource('AWS::RDS::DBCluster', { KmsKeyId: { Ref: 'Secrets' } });
    expect(findingsOf(aKeyForEachPurpose, miniGraph({ ...STORES, Database }))).toEqual([
      'Secrets: the key serves database and secrets; each purpose must have a key of its own',
    ]);
  });

  it('finds a purpose without a key', () => {
    const Function = resource('AWS::Lambda::Function');
    expect(findingsOf(aKeyForEachPurpose, miniGraph({ ...STORES, Function }))).toEqual([expect.stringContaining('no key of this environment serves secrets')]);
  });

  it("finds a store whose key can't be resolved", () => {
    const Topic = resource('AWS::SNS::Topic', { KmsMasterKeyId: UNRESOLVABLE });
    expect(findingsOf(aKeyForEachPurpose, miniGraph({ ...STORES, Topic }))).toEqual([expect.stringContaining("Topic: KmsMasterKeyId can't be judged")]);
  });

  it("isn't applicable without keys", () => {
    expect(judgedBy(aKeyForEachPurpose, miniGraph({ Queue: resource('AWS::SQS::Queue') }))).toEqual([]);
  });
});
