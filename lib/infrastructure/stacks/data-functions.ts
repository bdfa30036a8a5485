import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { contract as migrate } from '../../../lambdas/data/migrate/contract';
import { contract as rotatePostgresql } from '../../../lambdas/rotation/postgresql/contract';
import { contract as rotateRedis } from '../../../lambdas/rotation/redis/contract';
import type { Bundles } from '../bundles';
import { DATABASE } from '../constructs/data/postgresql';
import { BaselineFunction, type FunctionPlace, type FunctionSurroundings } from '../constructs/function/baseline-function';
import { FunctionBasics } from '../constructs/function/function-basics';
import { RotationFunction } from '../constructs/function/rotation-function';
import { SecretAges } from '../constructs/function/secret-ages';
import type { Environment } from '../environments/environment';
import type { DataStack } from './data';
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
  readonly stores: Pick<DataStack, 'postgresql' | 'cache' | 'broker'>;
}

/** The authorities of RDS, which Lambda's image brings. https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html */
const RDS_AUTHORITIES = '/var/runtime/ca-cert.pem';
/** Those of the web, in the same image; ElastiCache's certificates are signed by Amazon's among them. */
const WEB_AUTHORITIES = '/etc/pki/tls/certs/ca-bundle.crt';

/** The functions of the data stack: what rotates the stores' credentials (SEC-3), what migrates the schema, what watches the secrets' age. */
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
    this.migrates();
    new SecretAges(this, 'SecretAges', { ...this.shared, place: this.placeOf('rotation') });
  }

  private rotatesPostgresql(): BaselineFunction<typeof rotatePostgresql> {
    const { administratorArn, users } = this.props.stores.postgresql;
    return new RotationFunction(this, 'RotatePostgresql', {
      ...this.shared,
      contract: rotatePostgresql,
      kind: 'postgresql',
      place: this.placeOf('rotation'),
      variables: this.databaseVariables(),
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

  private migrates(): void {
    const { administratorArn, users } = this.props.stores.postgresql;
    new BaselineFunction(this, 'Migrate', {
      ...this.shared,
      contract: migrate,
      place: this.placeOf('migration'),
      variables: { ...this.databaseVariables(), MIGRATION_SECRET: users.migration.secretArn },
      resources: { secrets: [administratorArn, users.migration.secretArn], secretsKey: [this.shared.secretsKey.keyArn] },
    });
  }

  private databaseVariables() {
    const { endpoint, endpointPort, administratorArn } = this.props.stores.postgresql;
    return {
      DATABASE_HOST: endpoint,
      DATABASE_PORT: endpointPort,
      DATABASE_NAME: DATABASE.name,
      DATABASE_AUTHORITIES_FILE: RDS_AUTHORITIES,
      ADMINISTRATOR_SECRET: administratorArn,
    };
  }

  private placeOf(group: string): FunctionPlace {
    return { vpc: this.props.network.vpc, group: this.props.network.groups.group(group) };
  }
}
