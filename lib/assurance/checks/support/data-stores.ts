import type { EnvironmentGraph, Resource } from '../../templates/graph';
import { at, booleanOf, isUnresolved } from '../../templates/values';
import { ENCRYPTION } from './buckets';
import { keyOf } from './keys';

/** How a kind of store names its key. */
export interface StoreKind {
  /** What its key is for. */
  readonly purpose: string;
  /** The property that names the key. */
  readonly key: string;
  /**
   * A property that turns encryption on, or a key of one's own, and the value at which it does.
   * @default - none: the key alone does
   */
  readonly on?: { readonly property: string; readonly value: boolean };
}

/** The stores of the data tier and what keeps their backups, by type. */
export const DATA_STORES: ReadonlyMap<string, StoreKind> = new Map<string, StoreKind>([
  ['AWS::RDS::DBCluster', { purpose: 'database', key: 'KmsKeyId', on: { property: 'StorageEncrypted', value: true } }],
  ['AWS::ElastiCache::ReplicationGroup', { purpose: 'cache', key: 'KmsKeyId', on: { property: 'AtRestEncryptionEnabled', value: true } }],
  ['AWS::ElastiCache::ServerlessCache', { purpose: 'cache', key: 'KmsKeyId' }],
  ['AWS::DynamoDB::Table', { purpose: 'tables', key: 'SSESpecification.KMSMasterKeyId', on: { property: 'SSESpecification.SSEEnabled', value: true } }],
  ['AWS::AmazonMQ::Broker', { purpose: 'broker', key: 'EncryptionOptions.KmsKeyId', on: { property: 'EncryptionOptions.UseAwsOwnedKey', value: false } }],
  ['AWS::Backup::BackupVault', { purpose: 'backups', key: 'EncryptionKeyArn' }],
  ['AWS::Backup::LogicallyAirGappedBackupVault', { purpose: 'backups', key: 'EncryptionKeyArn' }],
]);

/** What else is encrypted, and with which purpose's key: none of the above may share it. */
const OTHERS: ReadonlyMap<string, StoreKind> = new Map<string, StoreKind>([
  ['AWS::RDS::DBInstance', { purpose: 'database', key: 'PerformanceInsightsKMSKeyId' }],
  ['AWS::S3::Bucket', { purpose: 'objects', key: `${ENCRYPTION}.KMSMasterKeyID` }],
  ['AWS::SQS::Queue', { purpose: 'messages', key: 'KmsMasterKeyId' }],
  ['AWS::SNS::Topic', { purpose: 'messages', key: 'KmsMasterKeyId' }],
  ['AWS::Logs::LogGroup', { purpose: 'logs', key: 'KmsKeyId' }],
  ['AWS::SecretsManager::Secret', { purpose: 'secrets', key: 'KmsKeyId' }],
]);

/** The stores of these kinds. */
export function dataStores(graph: EnvironmentGraph): readonly Resource[] {
  return graph.resources.filter(({ type }) => DATA_STORES.has(type));
}

/** What uses a key to encrypt, of any kind. */
export function encryptedWith(graph: EnvironmentGraph, key: Resource): readonly Resource[] {
  return graph.resources.filter((resource) => {
    const kind = kindOf(resource);
    return kind !== undefined && keyOf(graph, at(resource.properties, kind.key)) === key;
  });
}

/** What the key of a store is for; `undefined` for what is no store. */
export function purposeOf(resource: Resource): string | undefined {
  return kindOf(resource)?.purpose;
}

/** The key of a store; `undefined` when the templates name none of this environment. */
export function keyOfStore(graph: EnvironmentGraph, store: Resource): Resource | undefined {
  const kind = kindOf(store);
  const key = kind === undefined ? undefined : keyOf(graph, at(store.properties, kind.key));
  return isUnresolved(key) ? undefined : key;
}

/** What is wrong with the switch that a store needs beside its key. */
export function* switchProblems({ properties }: Resource, { on }: StoreKind): Generator<string> {
  if (on === undefined) return;
  const value = booleanOf(at(properties, on.property));
  if (isUnresolved(value)) yield `${on.property} can't be judged: ${value.reason}`;
  else if (value !== on.value) yield `${on.property} is ${value === undefined ? 'not set' : String(value)}; it must be ${String(on.value)}`;
}

function kindOf({ type }: Resource): StoreKind | undefined {
  return DATA_STORES.get(type) ?? OTHERS.get(type);
}
