import { RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnDBInstance, type CfnDBCluster } from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { nameOf } from '../../names';
import { sizeOf } from './size';

/** What `DatabaseInstances` are made from. */
export interface DatabaseInstancesProps {
  readonly environment: Environment;
  readonly cluster: CfnDBCluster;
  /** Encrypts the performance data. */
  readonly databaseKey: IKey;
  readonly monitoringRoleArn: string;
}

/** Signed by an authority of AWS's that lasts until 2061. */
const CERTIFICATE_AUTHORITY = 'rds-ca-rsa2048-g1';
const MONITORING_SECONDS = 60;
/** What comes without a charge. */
const PERFORMANCE_DATA_DAYS = 7;

/** The instances of a cluster: a writer, and where AVL-1 wants it readers that take over, each in a zone of its own. */
export class DatabaseInstances extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: DatabaseInstancesProps,
  ) {
    super(scope, id);
    const { zones } = props.environment;
    const count = 1 + sizeOf(props.environment).database.readers;
    const instances = zones.slice(0, count).map((zone, index) => this.instance(zone, index));
    // One after another: the first becomes the writer.
    for (const [index, later] of instances.slice(1).entries()) later.node.addDependency(instances[index] ?? later);
  }

  private instance(availabilityZone: string, index: number): CfnDBInstance {
    const { environment, cluster, databaseKey, monitoringRoleArn } = this.props;
    const instance = new CfnDBInstance(this, `Instance${String(index + 1)}`, {
      dbInstanceIdentifier: nameOf(environment, `database-${String(index + 1)}`),
      dbClusterIdentifier: cluster.ref,
      dbInstanceClass: 'db.serverless',
      engine: cluster.engine,
      availabilityZone,
      promotionTier: Math.min(index, 1),
      publiclyAccessible: false,
      autoMinorVersionUpgrade: true,
      caCertificateIdentifier: CERTIFICATE_AUTHORITY,
      enablePerformanceInsights: true,
      performanceInsightsKmsKeyId: databaseKey.keyArn,
      performanceInsightsRetentionPeriod: PERFORMANCE_DATA_DAYS,
      monitoringInterval: MONITORING_SECONDS,
      monitoringRoleArn,
    });
    // The data is the cluster's.
    instance.applyRemovalPolicy(RemovalPolicy.DESTROY);
    return instance;
  }
}
