import { dataStoresAreEncryptedWithTheirOwnKeys as check } from '../../../lib/assurance/checks/data-stores-are-encrypted-with-their-own-keys';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph } from '../../support/mini-graph';
import { key, resource } from '../../support/resources';
import { cache, database, dataKeyTable, vault } from '../../support/stores';

const broker = (EncryptionOptions: unknown) => ({ BrokerKey: key(), Broker: resource('AWS::AmazonMQ::Broker', { EncryptionOptions }) });
const keyed = { UseAwsOwnedKey: false, KmsKeyId: { 'Fn::GetAtt': ['BrokerKey', 'Arn'] } };
const insights = (more: object = {}) => database({ instance: { EnablePerformanceInsights: true, ...more } });

describe('data-stores-are-encrypted-with-their-own-keys', () => {
  it('passes stores under keys of their own', () => {
    const graph = miniGraph({
      ...insights({ PerformanceInsightsKMSKeyId: { 'Fn::GetAtt': ['DatabaseKey', 'Arn'] } }),
      ...cache(),
      ...dataKeyTable(),
      ...vault(),
      ...broker(keyed),
    });
    expect(findingsOf(check, graph)).toEqual([]);
    expect(judgedBy(check, graph)).toEqual(expect.arrayContaining(['Cluster', 'One', 'Two', 'Cache', 'Table', 'Vault', 'Broker']));
  });

  it.each([
    ['a database without encryption', database({ cluster: { StorageEncrypted: false } }), 'StorageEncrypted is false'],
    ['a database under the key that AWS manages', database({ cluster: { KmsKeyId: 'alias/aws/rds' } }), 'KmsKeyId must be a KMS key of this environment'],
    ['performance data without a key', insights(), 'PerformanceInsightsKMSKeyId is not set'],
    ['an instance without a cluster or key', { Alone: resource('AWS::RDS::DBInstance', { Engine: 'postgres' }) }, 'KmsKeyId is not set'],
    ['a cache without encryption', cache({ AtRestEncryptionEnabled: { Ref: 'AWS::NoValue' } }), 'AtRestEncryptionEnabled is not set'],
    ["a table under DynamoDB's own key", dataKeyTable({ SSESpecification: { SSEEnabled: true } }), 'SSESpecification.KMSMasterKeyId is not set'],
    ["a broker under Amazon MQ's own key", broker({ UseAwsOwnedKey: true }), 'UseAwsOwnedKey is true'],
    ['a vault without a key', vault({ EncryptionKeyArn: { Ref: 'AWS::NoValue' } }), 'EncryptionKeyArn is not set'],
    ["a cache under the database's key", { ...database(), ...cache({ KmsKeyId: { Ref: 'DatabaseKey' } }) }, 'also serves'],
    [
      'a table under the key of queues',
      { ...dataKeyTable(), Queue: resource('AWS::SQS::Queue', { KmsMasterKeyId: { Ref: 'TableKey' } }) },
      'which is for messages',
    ],
  ])('finds %s', (_, resources, reason) => {
    expect(findingsOf(check, miniGraph(resources)).join('\n')).toContain(reason);
  });

  it("finds encryption that can't be resolved", () => {
    expect(findingsOf(check, miniGraph(database({ cluster: { StorageEncrypted: UNRESOLVABLE } })))).toEqual([
      expect.stringContaining("StorageEncrypted can't be judged"),
    ]);
    expect(findingsOf(check, miniGraph(cache({ KmsKeyId: UNRESOLVABLE })))).toHaveLength(1);
    expect(findingsOf(check, miniGraph(insights({ EnablePerformanceInsights: UNRESOLVABLE })))).toEqual([
      expect.stringContaining("EnablePerformanceInsights can't be judged"),
    ]);
  });

  it("isn't applicable without stores of these kinds", () => {
    expect(judgedBy(check, miniGraph({ Queue: resource('AWS::SQS::Queue') }))).toEqual([]);
  });
});
