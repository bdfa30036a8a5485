import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { BaseStack } from '../base-stack';
import type { Bundles } from '../bundles';
import { breakGlassArnOf } from '../constructs/access/break-glass';
import { Backups } from '../constructs/backup/backups';
import { Broker } from '../constructs/data/broker';
import { Cache } from '../constructs/data/cache';
import { DATA_KEY_BACKUP_DAYS, DataKeyTable } from '../constructs/data/data-key-table';
import { MessageQueue } from '../constructs/data/message-queue';
import { ObjectBucket } from '../constructs/data/object-bucket';
import { Postgresql } from '../constructs/data/postgresql';
import { sizeOf } from '../constructs/data/size';
import { BackupsKey } from '../constructs/keys/backups-key';
import { BrokerKey } from '../constructs/keys/broker-key';
import { CacheKey } from '../constructs/keys/cache-key';
import { DatabaseKey } from '../constructs/keys/database-key';
import { FieldKey } from '../constructs/keys/field-key';
import { ObjectsKey } from '../constructs/keys/objects-key';
import { TableKey } from '../constructs/keys/table-key';
import { DeadLetterQueue } from '../constructs/messages/dead-letter-queue';
import { OwnedTable } from '../constructs/shared/owned-table';
import type { Environment } from '../environments/environment';
import { DataFunctions } from './data-functions';
import type { Foundation } from './foundation';
import type { NetworkStack } from './network';

/** What the keys of fields are for (KEY-1, KEY-9). */
export type FieldKeyPurpose = 'user-pii' | 'user-mfa' | 'tenant-data' | 'audit-data' | 'field-national-id' | 'field-health';

/** What the data stack is made from. */
export interface DataStackProps {
  readonly environment: Environment;
  readonly bundles: Bundles;
  readonly foundation: Foundation;
  readonly network: Pick<NetworkStack, 'vpc' | 'groups'>;
  /** The roles that use each key of fields, by their names within the environment (KEY-4). */
  readonly fieldKeyRoles: Readonly<Record<FieldKeyPurpose, readonly string[]>>;
}

/** What opens and encrypts the fields of the application's tables. */
type FieldKeys = Readonly<Record<FieldKeyPurpose, IKey>>;

/** Days for which the ledger of erasures can be recovered to any moment; DynamoDB's longest. */
const LEDGER_RECOVERY_DAYS = 35;

/** PostgreSQL, cache, queue, objects, tables; their keys, credentials and backups, beside what they open. */
export class DataStack extends BaseStack {
  readonly postgresql: Postgresql;
  readonly cache: Cache;
  /** The application's messages, where they are on SQS. */
  readonly queue: IQueue | undefined;
  /** The same, where they are on RabbitMQ. */
  readonly broker: Broker | undefined;
  readonly objects: ObjectBucket;
  /** Wrapped data keys. */
  readonly dataKeys: DataKeyTable;
  /** Who was erased, and when. */
  readonly erasures: OwnedTable;
  readonly fieldKeys: FieldKeys;

  constructor(scope: Construct, id: string, props: DataStackProps) {
    const { environment, bundles, foundation, network, fieldKeyRoles } = props;
    super(scope, id, { environment, description: 'Data: PostgreSQL, cache, queue, objects, tables, their keys, credentials, rotation and backups' });
    const { logs: logsKey, messages: messagesKey, secrets: secretsKey } = foundation.keys;
    const keyProps = { environment, breakGlassArn: breakGlassArnOf(this, environment) };
    const shared = { environment, vpc: network.vpc, logsKey, secretsKey };

    const databaseKey = new DatabaseKey(this, 'DatabaseKey', keyProps);
    const objectsKey = new ObjectsKey(this, 'ObjectsKey', keyProps);
    const dataKeysKey = new TableKey(this, 'DataKeysKey', { ...keyProps, purpose: 'data-keys' });
    const erasuresKey = new TableKey(this, 'ErasuresKey', { ...keyProps, purpose: 'erasures' });
    const backupsKey = new BackupsKey(this, 'BackupsKey', keyProps);
    const fieldKey = (purpose: FieldKeyPurpose): FieldKey =>
      new FieldKey(this, `FieldKey-${purpose}`, { ...keyProps, purpose, usedBy: fieldKeyRoles[purpose] });
    this.fieldKeys = {
      'user-pii': fieldKey('user-pii'),
      'user-mfa': fieldKey('user-mfa'),
      'tenant-data': fieldKey('tenant-data'),
      'audit-data': fieldKey('audit-data'),
      'field-national-id': fieldKey('field-national-id'),
      'field-health': fieldKey('field-health'),
    };

    const group = network.groups.group('postgresql');
    this.postgresql = new Postgresql(this, 'Postgresql', { ...shared, group, databaseKey });
    this.cache = new Cache(this, 'Cache', { ...shared, group: network.groups.group('redis'), cacheKey: new CacheKey(this, 'CacheKey', keyProps) });
    const deadLetters = new DeadLetterQueue(this, 'DeadLetters', { environment, stack: id, messagesKey });
    deadLetters.alarmTo(foundation.alarmTopics.high);
    deadLetters.takeFromSchedules();
    if (environment.queue.kind === 'rabbitmq') {
      this.broker = new Broker(this, 'Broker', { ...shared, group: network.groups.group('queue'), brokerKey: new BrokerKey(this, 'BrokerKey', keyProps) });
    } else {
      this.queue = new MessageQueue(this, 'Messages', { environment, messagesKey, deadLetters: deadLetters.queue });
    }

    const accessLogs = environment.logArchiveAccount === null ? foundation.logArchive.accessLogs : undefined;
    this.objects = new ObjectBucket(this, 'Objects', { environment, objectsKey, accessLogs });
    this.dataKeys = new DataKeyTable(this, 'DataKeys', { environment, key: dataKeysKey });
    this.erasures = new OwnedTable(this, 'Erasures', { environment, name: 'erasures', key: erasuresKey, recoveryDays: LEDGER_RECOVERY_DAYS });

    const { clusterArn, subnetGroupName } = this.postgresql;
    const settings = { dbSubnetGroupName: subnetGroupName, vpcSecurityGroupIds: this.toJsonString([group.securityGroupId]) };
    new Backups(this, 'Backups', {
      environment,
      backupsKey,
      storeKeys: [databaseKey, objectsKey, erasuresKey],
      cluster: { type: 'Aurora', arn: clusterArn, settings },
      ledger: { type: 'DynamoDB', arn: this.erasures.tableArn, settings: { encryptionType: 'KMS', kmsMasterKeyArn: erasuresKey.keyArn } },
      bucket: this.objects,
      dataKeys: { arn: this.dataKeys.tableArn, key: dataKeysKey },
      keepDays: { dataKeys: DATA_KEY_BACKUP_DAYS, stores: sizeOf(environment).backupDays },
    });

    new DataFunctions(this, 'Functions', { environment, bundles, foundation, network, deadLetters: deadLetters.queue, stores: this });
  }
}
