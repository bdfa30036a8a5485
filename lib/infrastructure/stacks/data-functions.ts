import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { contract as migrate } from '../../../lambdas/data/migrate/contract';
import { contract as replayErasures } from '../../../lambdas/data/replay-erasures/contract';
import { contract as rotateDataKeys } from '../../../lambdas/data/rotate-data-keys/contract';
import { contract as rotatePostgresql } from '../../../lambdas/rotation/postgresql/contract';
import { contract as rotateRabbitmq } from '../../../lambdas/rotation/rabbitmq/contract';
import { contract as rotateRedis } from '../../../lambdas/rotation/redis/contract';
import type { Bundles } from '../bundles';
import { BROKER_PORTS, type Broker } from '../constructs/data/broker';
import { sizeOf } from '../constructs/data/size';
import { BaselineFunction, type FunctionPlace, type FunctionSurroundings } from '../constructs/function/baseline-function';
import { DataKeyAlarms } from '../constructs/function/data-key-alarms';
import { FunctionBasics } from '../constructs/function/function-basics';
import { RotationFunction } from '../constructs/function/rotation-function';
import { ScheduledFunction } from '../constructs/function/scheduled-function';
import { SecretAges } from '../constructs/function/secret-ages';
import type { Environment } from '../environments/environment';
import type { DataStack } from './data';
import { databaseVariables } from './database-variables';
import type { Foundation } from './foundation';
import type { NetworkStack } from './network';

/** What `DataFunctions` are made from. */
export interface DataFunctionsProps {
  readonly environment: Environment;
  readonly bundles: Bundles;
  readonly foundation: Foundation;
  readonly network: Pick<NetworkStack, 'vpc' | 'groups'>;
  readonly deadLetters: IQueue;
  /** What they work on. */
  readonly stores: Pick<DataStack, 'postgresql' | 'cache' | 'broker' | 'dataKeys' | 'erasures' | 'fieldKeys'>;
}

/** Those of the web, which Lambda's image brings; ElastiCache's certificates are signed by Amazon's among them. */
const WEB_AUTHORITIES = '/etc/pki/tls/certs/ca-bundle.crt';

/** What the smallest database spares beside its clients. */
const ROWS_PER_SECOND = 500;
const RENEWAL_EVERY = Duration.hours(6);

/**
 * KEY-6: no data key is older than configured when two runs follow. An old one outlives the oldest backup of the database,
 * whose fields are sealed under it, by a week.
 */
function dataKeyAges(environment: Environment): { readonly renewAfter: Duration; readonly grace: Duration } {
  const renewAfter = Duration.hours(environment.rotation.dataKeyDays * 24 - 2 * RENEWAL_EVERY.toHours());
  return { renewAfter, grace: Duration.days(sizeOf(environment).backupDays + 7) };
}

/** The functions of the data stack: what rotates the stores' credentials (SEC-3), what migrates the schema, what renews data keys (KEY-6), what watches the secrets' age. */
export class DataFunctions extends Construct {
  private readonly shared: FunctionSurroundings;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: DataFunctionsProps,
  ) {
    super(scope, id);
    const { environment, bundles, foundation, deadLetters, stores } = props;
    this.shared = {
      environment,
      bundles,
      logsKey: foundation.keys.logs,
      secretsKey: foundation.keys.secrets,
      messagesKey: foundation.keys.messages,
      deadLetters,
      alarmTopic: foundation.alarmTopics.high,
      basics: new FunctionBasics(this, 'Basics', { environment, stack: 'data', inNetwork: true }),
    };
    stores.postgresql.rotateBy(this.rotatesPostgresql().function);
    stores.cache.rotateBy(this.rotatesRedis().function);
    stores.broker?.rotateBy(this.rotatesRabbitmq(stores.broker).function);
    this.migrates();
    this.replaysErasures();
    this.renewsDataKeys();
    new SecretAges(this, 'SecretAges', { ...this.shared, place: this.placeOf('rotation') });
  }

  private rotatesPostgresql(): BaselineFunction<typeof rotatePostgresql> {
    const { administratorArn, users } = this.props.stores.postgresql;
    return new RotationFunction(this, 'RotatePostgresql', {
      ...this.shared,
      contract: rotatePostgresql,
      kind: 'postgresql',
      place: this.placeOf('rotation'),
      variables: { ...databaseVariables(this.props.stores.postgresql), ADMINISTRATOR_SECRET: administratorArn },
      resources: {
        rotatedSecrets: users.all.map(({ secretArn }) => secretArn),
        administratorSecret: [administratorArn],
        secretsKey: [this.shared.secretsKey.keyArn],
      },
    });
  }

  private rotatesRedis(): BaselineFunction<typeof rotateRedis> {
    const { application, applicationUserArn, endpoint, endpointPort } = this.props.stores.cache;
    return new RotationFunction(this, 'RotateRedis', {
      ...this.shared,
      contract: rotateRedis,
      kind: 'redis',
      place: this.placeOf('rotation'),
      variables: { CACHE_HOST: endpoint, CACHE_PORT: endpointPort, CACHE_AUTHORITIES_FILE: WEB_AUTHORITIES },
      resources: { rotatedSecrets: [application.secretArn], secretsKey: [this.shared.secretsKey.keyArn], cacheUsers: [applicationUserArn] },
    });
  }

  private rotatesRabbitmq({ admin, host }: Broker): BaselineFunction<typeof rotateRabbitmq> {
    return new RotationFunction(this, 'RotateRabbitmq', {
      ...this.shared,
      contract: rotateRabbitmq,
      kind: 'rabbitmq',
      place: this.placeOf('rotation'),
      variables: {
        BROKER_HOST: host,
        BROKER_PORT: String(BROKER_PORTS.amqp),
        BROKER_MANAGEMENT_PORT: String(BROKER_PORTS.management),
        BROKER_AUTHORITIES_FILE: WEB_AUTHORITIES,
        ADMINISTRATOR_SECRET: admin.secretArn,
      },
      resources: { rotatedSecrets: [admin.secretArn], administratorSecret: [admin.secretArn], secretsKey: [this.shared.secretsKey.keyArn] },
    });
  }

  private migrates(): void {
    const { administratorArn, users } = this.props.stores.postgresql;
    new BaselineFunction(this, 'Migrate', {
      ...this.shared,
      contract: migrate,
      place: this.placeOf('migration'),
      variables: { ...databaseVariables(this.props.stores.postgresql), ADMINISTRATOR_SECRET: administratorArn, MIGRATION_SECRET: users.migration.secretArn },
      resources: { secrets: [administratorArn, users.migration.secretArn], secretsKey: [this.shared.secretsKey.keyArn] },
    });
  }

  private replaysErasures(): void {
    const { dataKeys, erasures } = this.props.stores;
    new BaselineFunction(this, 'ReplayErasures', {
      ...this.shared,
      contract: replayErasures,
      place: this.placeOf('functions'),
      variables: { DATA_KEY_TABLE: dataKeys.tableName, ERASURE_TABLE: erasures.tableName },
      resources: {
        dataKeyTable: [dataKeys.tableArn],
        erasureTable: [erasures.tableArn],
        replays: [erasures.tableArn],
        tableKeys: [dataKeys.key.keyArn, erasures.key.keyArn],
      },
    });
  }

  private renewsDataKeys(): void {
    const { environment, stores } = this.props;
    const { postgresql, dataKeys, erasures, fieldKeys } = stores;
    const loginArn = postgresql.users.keyRotation.secretArn;
    const keys = {
      KEY_USER_PII: fieldKeys['user-pii'].keyArn,
      KEY_NATIONAL_ID: fieldKeys['field-national-id'].keyArn,
      KEY_HEALTH: fieldKeys['field-health'].keyArn,
      KEY_TENANT_DATA: fieldKeys['tenant-data'].keyArn,
    };
    const { renewAfter, grace } = dataKeyAges(environment);
    new ScheduledFunction(this, 'RotateDataKeys', {
      ...this.shared,
      contract: rotateDataKeys,
      every: RENEWAL_EVERY,
      place: this.placeOf('functions'),
      variables: {
        ...databaseVariables(this.props.stores.postgresql),
        ...keys,
        LOGIN_SECRET: loginArn,
        DATA_KEY_TABLE: dataKeys.tableName,
        ERASURE_TABLE: erasures.tableName,
        RENEW_AFTER_SECONDS: String(renewAfter.toSeconds()),
        GRACE_SECONDS: String(grace.toSeconds()),
        ROWS_PER_SECOND: String(ROWS_PER_SECOND),
      },
      resources: {
        loginSecret: [loginArn],
        secretsKey: [this.shared.secretsKey.keyArn],
        fieldKeys: Object.values(keys),
        dataKeyTable: [dataKeys.tableArn],
        erasureTable: [erasures.tableArn],
        tableKeys: [dataKeys.key.keyArn, erasures.key.keyArn],
      },
    });
    new DataKeyAlarms(this, 'DataKeyAlarms', { environment, topic: this.shared.alarmTopic, every: RENEWAL_EVERY });
  }

  private placeOf(group: string): FunctionPlace {
    return { vpc: this.props.network.vpc, group: this.props.network.groups.group(group) };
  }
}
