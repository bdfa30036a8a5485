import { everyDataStoreHasKeyReachabilityAndBackup as proof } from '../../../lib/assurance/proofs/every-data-store-has-key-reachability-and-backup';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph, type Resources } from '../../support/mini-graph';
import { bucket, key, resource } from '../../support/resources';
import { cache, database, dataKeyTable, plan, vault } from '../../support/stores';

const CLUSTER = { 'Fn::GetAtt': ['Cluster', 'DBClusterArn'] };
const placed: Resources = {
  Vpc: resource('AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16' }),
  Subnet: resource('AWS::EC2::Subnet', { VpcId: { Ref: 'Vpc' }, CidrBlock: '10.0.1.0/24', AvailabilityZone: 'eu-central-1a' }),
  Group: resource('AWS::EC2::SecurityGroup', { VpcId: { Ref: 'Vpc' }, GroupDescription: 'database' }),
  Subnets: resource('AWS::RDS::DBSubnetGroup', { SubnetIds: [{ Ref: 'Subnet' }] }),
};
const standing = { DBSubnetGroupName: { Ref: 'Subnets' }, VpcSecurityGroupIds: [{ 'Fn::GetAtt': ['Group', 'GroupId'] }] };
const stored = (cluster: object = {}): Resources => ({ ...placed, ...database({ cluster: { ...standing, ...cluster } }), ...vault(), ...plan([CLUSTER]) });
const without = (resources: Resources, ...names: readonly string[]): Resources =>
  Object.fromEntries(Object.entries(resources).filter(([name]) => !names.includes(name)));
const TABLE = { 'Fn::GetAtt': ['Table', 'Arn'] };

describe('every-data-store-has-key-reachability-and-backup', () => {
  it('lists each store with its key, who reaches it, and its backup', () => {
    const graph = miniGraph({ ...stored(), Alias: resource('AWS::KMS::Alias', { AliasName: 'alias/main', TargetKeyId: { Ref: 'DatabaseKey' } }) });
    expect(findingsOf(proof, graph)).toEqual([]);
    const [table] = proof.judge(graph, { asOf: '2026-06-01', environments: new Map() }).tables ?? [];
    expect(table?.rows).toEqual([['network/Cluster', 'AWS::RDS::DBCluster', 'alias/main', 'nobody', 'any moment of 35 days; nightly, kept 7 days']]);
  });

  it('says why some need no backup', () => {
    const graph = miniGraph({ Key: key(), Queue: resource('AWS::SQS::Queue', { KmsMasterKeyId: { Ref: 'Key' } }) });
    expect(findingsOf(proof, graph)).toEqual([]);
    expect(proof.judge(graph, { asOf: '2026-06-01', environments: new Map() }).tables?.[0]?.rows[0]?.[4]).toContain('dead-letter queue');
  });

  it.each([
    ['a database without a key', stored({ KmsKeyId: { Ref: 'AWS::NoValue' } }), 'no KMS key of this environment encrypts it'],
    ['a database where there is no network', { ...database(), ...vault(), ...plan([CLUSTER]) }, 'stands in no subnet'],
    ['a database without a backup', without(stored(), 'Selection'), 'nothing backs it up'],
    ['a table without a backup', dataKeyTable(), 'nothing backs it up'],
    ['a bucket without a backup', { Key: key(), Bucket: bucket() }, 'nothing backs it up'],
    [
      'a bucket without a key',
      { Bucket: bucket({ BucketEncryption: { Ref: 'AWS::NoValue' } }), ...vault(), ...plan([{ 'Fn::GetAtt': ['Bucket', 'Arn'] }]) },
      'no KMS key',
    ],
    ["a queue under SQS's own key", { Queue: resource('AWS::SQS::Queue') }, 'no KMS key'],
    ["a store of a kind that it doesn't know", { Files: resource('AWS::EFS::FileSystem') }, "doesn't know what an AWS::EFS::FileSystem needs"],
    ['a database of a single instance', { Alone: resource('AWS::RDS::DBInstance') }, "doesn't know what an AWS::RDS::DBInstance needs"],
  ])('finds %s', (_, resources, reason) => {
    expect(findingsOf(proof, miniGraph(resources)).join('\n')).toContain(reason);
  });

  it('finds a cache that keeps no snapshots', () => {
    const reasons = findingsOf(proof, miniGraph(cache({ SnapshotRetentionLimit: 0 })));
    expect(reasons).toEqual(expect.arrayContaining([expect.stringContaining('nothing backs it up'), expect.stringContaining('stands in no subnet')]));
  });

  it("finds what can't be resolved", () => {
    expect(findingsOf(proof, miniGraph({ ...dataKeyTable({ SSESpecification: UNRESOLVABLE }), ...vault(), ...plan([TABLE]) }))).toEqual([
      expect.stringContaining('no KMS key'),
    ]);
    expect(findingsOf(proof, miniGraph({ ...dataKeyTable(), ...vault(), ...plan([UNRESOLVABLE]) }))).toEqual([expect.stringContaining('nothing backs it up')]);
    expect(findingsOf(proof, miniGraph(cache({ SnapshotRetentionLimit: UNRESOLVABLE }))).join('\n')).toContain('nothing backs it up');
  });

  it("isn't applicable without stores", () => {
    expect(judgedBy(proof, miniGraph({ Topic: resource('AWS::SNS::Topic') }))).toEqual([]);
  });
});
