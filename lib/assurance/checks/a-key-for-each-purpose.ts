import type { EnvironmentGraph, Resource } from '../templates/graph';
import { at, isUnresolved } from '../templates/values';
import { push } from '../templates/push';
import type { Check, Finding, Judgement } from './check';
import { keyOf, keysOf } from './support/keys';

/** Where each kind of store names its key, and the purpose that the key then has. */
const STORES: ReadonlyMap<string, { readonly property: string; readonly purpose: string }> = new Map([
  ['AWS::S3::Bucket', { property: 'BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.KMSMasterKeyID', purpose: 'objects' }],
  // A trail's files are objects of its bucket.
  ['AWS::CloudTrail::Trail', { property: 'KMSKeyId', purpose: 'objects' }],
  ['AWS::Logs::LogGroup', { property: 'KmsKeyId', purpose: 'logs' }],
  ['AWS::SNS::Topic', { property: 'KmsMasterKeyId', purpose: 'messages' }],
  ['AWS::SQS::Queue', { property: 'KmsMasterKeyId', purpose: 'messages' }],
  ['AWS::Lambda::Function', { property: 'KmsKeyArn', purpose: 'secrets' }],
  ['AWS::SecretsManager::Secret', { property: 'KmsKeyId', purpose: 'secrets' }],
  ['AWS::RDS::DBCluster', { property: 'KmsKeyId', purpose: 'database' }],
  ['AWS::RDS::DBInstance', { property: 'KmsKeyId', purpose: 'database' }],
  ['AWS::DynamoDB::Table', { property: 'SSESpecification.KMSMasterKeyId', purpose: 'table' }],
  ['AWS::ElastiCache::ReplicationGroup', { property: 'KmsKeyId', purpose: 'cache' }],
  ['AWS::ElastiCache::ServerlessCache', { property: 'KmsKeyId', purpose: 'cache' }],
  ['AWS::Backup::BackupVault', { property: 'EncryptionKeyArn', purpose: 'backups' }],
]);

/** The purposes that every environment has. */
const REQUIRED = Object.freeze(['logs', 'messages', 'objects', 'secrets']);

/** KEY-1. What a key is for is read off the stores that use it, not off its name. */
export const aKeyForEachPurpose: Check = {
  id: 'a-key-for-each-purpose',
  claim: 'Each purpose (logs, messages, objects, secrets, and the others once they have stores) has a key of its own.',
  judge: (graph): Judgement => {
    const keys = keysOf(graph);
    const { purposes, unreadable } = purposesByKey(graph);
    const shared = [...purposes].filter(([, names]) => names.size > 1);
    const served = new Set([...purposes.values()].flatMap((names) => [...names]));
    return {
      judged: keys,
      findings: [
        ...unreadable,
        ...shared.map(([resource, names]) => ({
          resource,
          reason: `the key serves ${[...names].toSorted().join(' and ')}; each purpose must have a key of its own`,
        })),
        ...keys
          .slice(0, 1)
          .flatMap((resource) =>
            REQUIRED.filter((name) => !served.has(name)).map((name) => ({ resource, reason: `no key of this environment serves ${name}` })),
          ),
      ],
    };
  },
};

function purposesByKey(graph: EnvironmentGraph): { readonly purposes: ReadonlyMap<Resource, ReadonlySet<string>>; readonly unreadable: readonly Finding[] } {
  const unreadable: Finding[] = [];
  const uses = new Map<Resource, string[]>();
  for (const [type, { property, purpose }] of STORES) {
    for (const store of graph.ofType(type)) {
      const key = keyOf(graph, at(store.properties, property));
      if (isUnresolved(key)) unreadable.push({ resource: store, reason: `${property} can't be judged: ${key.reason}` });
      else if (key !== undefined) push(uses, key, purpose);
    }
  }
  return { unreadable, purposes: new Map([...uses].map(([key, names]) => [key, new Set(names)])) };
}
