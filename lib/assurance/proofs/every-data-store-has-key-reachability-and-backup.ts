import type { Check, Finding, Table } from '../checks/check';
import { planName, backupsOf } from '../checks/support/backup-plans';
import { encryptedWith, keyOfStore, purposeOf } from '../checks/support/data-stores';
import { logBuckets } from '../checks/support/log-stores';
import type { EnvironmentGraph, Resource } from '../templates/graph';
import { at, isUnresolved, numberOf, stringOf, targetOf } from '../templates/values';
import { analyse, type Analysis } from './network/analyse';
import { endName } from './network/names-of-ends';
import { portsText } from './network/ports';

/** How a kind of store is reached, and whether what it holds must have a backup. */
interface Kind {
  readonly reached: 'network' | 'aws';
  /** Or why it needs none. */
  readonly backup: 'plan' | 'snapshots' | { readonly none: string };
}

const KINDS: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['AWS::RDS::DBCluster', { reached: 'network', backup: 'plan' }],
  ['AWS::ElastiCache::ReplicationGroup', { reached: 'network', backup: 'snapshots' }],
  ['AWS::AmazonMQ::Broker', { reached: 'network', backup: { none: "messages on their way; the sender keeps what isn't confirmed" } }],
  ['AWS::DynamoDB::Table', { reached: 'aws', backup: 'plan' }],
  ['AWS::S3::Bucket', { reached: 'aws', backup: 'plan' }],
  ['AWS::SQS::Queue', { reached: 'aws', backup: { none: 'messages on their way; what fails waits in the dead-letter queue' } }],
]);

/** Kinds of stores that the table can't tell anything of yet. */
const UNKNOWN: readonly RegExp[] = Object.freeze([
  /^AWS::(?:DAX|DocDB|EFS|FSx|MSK|Neptune|OpenSearchService|Redshift|RedshiftServerless|MemoryDB|Timestream|Cassandra|QLDB)::(?:.*Cluster|FileSystem|Domain|Namespace|Database|Table|Ledger)$/,
  /^AWS::(?:DynamoDB::GlobalTable|ElastiCache::(?:CacheCluster|ServerlessCache)|RDS::GlobalCluster|S3Express::DirectoryBucket|Kinesis::Stream)$/,
]);

/** KEY-2, KEY-7, NET-5: what holds data is on one list, with what protects it. */
export const everyDataStoreHasKeyReachabilityAndBackup: Check = {
  id: 'every-data-store-has-key-reachability-and-backup',
  claim: 'Every store of data is listed with the key that encrypts it, with who reaches it, and with its backup or the reason why it needs none.',
  judge: (graph) => {
    const stores = graph.resources.filter(({ type }) => KINDS.has(type));
    const unknown = graph.resources.filter((resource) => UNKNOWN.some((pattern) => pattern.test(resource.type)) || isLoneInstance(resource));
    const analysis = stores.some(({ type }) => KINDS.get(type)?.reached === 'network') ? analyse(graph) : undefined;
    const rows = stores.map((store) => ({ store, key: keyText(graph, store), reached: reachedText(store, analysis), backup: backupText(graph, store) }));
    return {
      judged: [...stores, ...unknown],
      findings: [
        ...unknown.map((resource) => ({
          resource,
          reason: `is a store of data, and the proof doesn't know what an ${resource.type} needs: teach it the type`,
        })),
        ...rows.flatMap(({ store, key, reached, backup }) => [
          ...missing(store, key, 'no KMS key of this environment encrypts it'),
          ...missing(store, reached, 'nobody can tell who reaches it: it stands in no subnet that the templates hold'),
          ...missing(store, backup, 'nothing backs it up'),
        ]),
      ],
      tables: [tableOf(rows)],
    };
  },
};

interface Row {
  readonly store: Resource;
  readonly key: string | undefined;
  readonly reached: string | undefined;
  readonly backup: string | undefined;
}

function missing(resource: Resource, found: string | undefined, reason: string): readonly Finding[] {
  return found === undefined ? [{ resource, reason }] : [];
}

function tableOf(rows: readonly Row[]): Table {
  const columns = ['Store', 'Kind', 'Key', 'Reached by', 'Backup'];
  return {
    title: 'Stores of data',
    columns,
    rows: rows.map(({ store, key, reached, backup }) => [store.path, store.type, key ?? 'none', reached ?? 'unknown', backup ?? 'none']),
  };
}

/** The key's alias. Logs that a service delivers which takes no KMS key are encrypted by S3, and copied into a bucket with one. */
function keyText(graph: EnvironmentGraph, store: Resource): string | undefined {
  const key = keyOfStore(graph, store);
  if (key === undefined) return logBuckets(graph).includes(store) && isReplicated(store) ? "S3's own; copies under the key of the archive" : undefined;
  const alias = graph.ofType('AWS::KMS::Alias').find(({ properties }) => targetOf(properties.TargetKeyId) === key);
  const name = alias === undefined ? undefined : stringOf(alias.properties.AliasName);
  const shared = encryptedWith(graph, key).filter((other) => purposeOf(other) === purposeOf(store)).length;
  return `${typeof name === 'string' ? name : key.path}${shared > 1 ? `, shared by ${shared}` : ''}`;
}

function reachedText(store: Resource, analysis: Analysis | undefined): string | undefined {
  if (KINDS.get(store.type)?.reached !== 'network') return 'roles, by IAM and its own policy';
  const stands = analysis?.network.stands.some(({ resource }) => resource === store) ?? false;
  if (analysis === undefined || !stands) return undefined;
  const found = analysis.reaches
    .filter(({ to }) => to.kind === 'stand' && to.resource === store)
    .map(({ from, ports }) => `${endName(from)} on ${portsText(ports)}`);
  return found.length === 0 ? 'nobody' : [...new Set(found)].sort().join(', ');
}

function backupText(graph: EnvironmentGraph, store: Resource): string | undefined {
  const kind = KINDS.get(store.type)?.backup;
  if (typeof kind === 'object') return kind.none;
  if (kind === 'snapshots') return snapshotText(store);
  if (logBuckets(graph).includes(store)) return 'logs: locked, or copied into a locked bucket';
  const plans = backupsOf(graph, store).map(
    ({ selection, rules }) =>
      `${planName(selection)}, ${rules.map(({ keepDays }) => `kept ${typeof keepDays === 'number' ? `${keepDays} days` : 'for ever'}`).join(', ')}`,
  );
  return plans.length === 0 ? undefined : [recoveryText(store), ...plans].filter((text) => text !== '').join('; ');
}

function snapshotText({ properties }: Resource): string | undefined {
  const days = numberOf(properties.SnapshotRetentionLimit);
  return days === undefined || isUnresolved(days) || days < 1 ? undefined : `snapshots, kept ${days} days`;
}

function recoveryText({ type, properties }: Resource): string {
  const isTable = type === 'AWS::DynamoDB::Table';
  const days = numberOf(isTable ? at(properties, 'PointInTimeRecoverySpecification.RecoveryPeriodInDays') : properties.BackupRetentionPeriod);
  return typeof days === 'number' ? `any moment of ${days} days` : '';
}

function isReplicated({ properties }: Resource): boolean {
  return properties.ReplicationConfiguration !== undefined;
}

/** An instance that belongs to no cluster has storage of its own. */
function isLoneInstance({ type, properties }: Resource): boolean {
  return type === 'AWS::RDS::DBInstance' && properties.DBClusterIdentifier === undefined;
}
