import { RemovalPolicy } from 'aws-cdk-lib';
import type { ISecurityGroup, IVpc } from 'aws-cdk-lib/aws-ec2';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnDBCluster, CfnDBSubnetGroup } from 'aws-cdk-lib/aws-rds';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnResourcePolicy, CfnSecretTargetAttachment } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { isLasting } from '../../base-stack';
import type { Environment } from '../../environments/environment';
import { nameOf } from '../../names';
import type { Credential } from '../shared/credential';
import { NamedLogGroup } from '../shared/named-log-group';
import { closedToOthers } from '../shared/secret-policy';
import { DatabaseInstances } from './database-instances';
import { DatabaseMonitoring } from './database-monitoring';
import { DatabaseParameters } from './database-parameters';
import { DatabaseUsers } from './database-users';
import { sizeOf } from './size';

/** What `Postgresql` is made from. */
export interface PostgresqlProps {
  readonly environment: Environment;
  readonly vpc: IVpc;
  /** The group by which the table of flows knows it. */
  readonly group: ISecurityGroup;
  readonly databaseKey: IKey;
  readonly logsKey: IKey;
  readonly secretsKey: IKey;
}

/** Aurora's minor version; within the major one, AWS upgrades by itself. */
const ENGINE_VERSION = '17.7';
/** Where PostgreSQL listens, and the database that the application uses. */
export const DATABASE = Object.freeze({ port: 5432, name: 'application' });
const ADMINISTRATOR = 'administrator';
const EXPORTED_LOGS = ['postgresql', 'instance', 'iam-db-auth-error'];

/**
 * PostgreSQL on Aurora Serverless v2, in the data tier: encrypted with its own key (KEY-2), TLS only (KEY-3), audited (AZN-8),
 * with a credential to administer it and one for each kind of user that the migration makes.
 */
export class Postgresql extends Construct {
  readonly clusterArn: string;
  readonly clusterId: string;
  readonly endpoint: string;
  readonly endpointPort: string;
  /** The administrator's secret, which RDS makes and rotates. */
  readonly administratorArn: string;
  /** Of the users that read and write rows, only read them, and change the schema. */
  readonly users: DatabaseUsers;
  /** Where it stands, for a copy of it that a restore makes. */
  readonly subnetGroupName: string;
  private readonly cluster: CfnDBCluster;
  private readonly instances: DatabaseInstances;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: PostgresqlProps,
  ) {
    super(scope, id);
    const { environment, databaseKey, logsKey, secretsKey } = props;
    const subnets = new CfnDBSubnetGroup(this, 'Subnets', {
      dbSubnetGroupDescription: 'The data tier',
      dbSubnetGroupName: nameOf(props.environment, 'database'),
      subnetIds: props.vpc.isolatedSubnets.map(({ subnetId }) => subnetId),
    });
    this.subnetGroupName = subnets.ref;
    const cluster = this.makeCluster(subnets);
    this.administratorArn = this.closeAdministrator(cluster);
    this.users = new DatabaseUsers(this, 'Users', {
      environment,
      key: secretsKey,
      administratorArn: this.administratorArn,
      everyDays: environment.rotation.databaseDays,
    });
    const monitoring = new DatabaseMonitoring(this, 'Monitoring', { environment, logsKey });
    this.instances = new DatabaseInstances(this, 'Instances', { environment, cluster, databaseKey, monitoringRoleArn: monitoring.roleArn });
    this.clusterArn = cluster.attrDbClusterArn;
    this.clusterId = cluster.ref;
    this.endpoint = cluster.attrEndpointAddress;
    this.endpointPort = cluster.attrEndpointPort;
    this.cluster = cluster;
  }

  /** Rotates the credentials of its users, each of which says where the database is, once that answers. */
  rotateBy(rotation: IFunction): void {
    for (const credential of this.users.all) credential.rotateBy(rotation, this.attach(credential), this.instances);
  }

  private makeCluster(subnets: CfnDBSubnetGroup): CfnDBCluster {
    const { environment, group, databaseKey, secretsKey } = this.props;
    const { database, recoveryDays } = sizeOf(environment);
    const cluster = new CfnDBCluster(this, 'Cluster', {
      dbClusterIdentifier: nameOf(environment, 'database'),
      engine: 'aurora-postgresql',
      engineVersion: ENGINE_VERSION,
      engineLifecycleSupport: 'open-source-rds-extended-support-disabled',
      databaseName: DATABASE.name,
      port: DATABASE.port,
      masterUsername: ADMINISTRATOR,
      manageMasterUserPassword: true,
      masterUserSecret: { kmsKeyId: secretsKey.keyArn },
      serverlessV2ScalingConfiguration: { minCapacity: database.least, maxCapacity: database.most },
      dbSubnetGroupName: subnets.ref,
      vpcSecurityGroupIds: [group.securityGroupId],
      dbClusterParameterGroupName: new DatabaseParameters(this, 'Parameters', environment).ref,
      storageEncrypted: true,
      kmsKeyId: databaseKey.keyArn,
      enableIamDatabaseAuthentication: true,
      enableHttpEndpoint: false,
      enableCloudwatchLogsExports: EXPORTED_LOGS,
      backupRetentionPeriod: recoveryDays,
      preferredBackupWindow: '01:00-02:00',
      preferredMaintenanceWindow: 'sun:03:00-sun:04:00',
      copyTagsToSnapshot: true,
      deletionProtection: isLasting(environment),
    });
    cluster.applyRemovalPolicy(isLasting(environment) ? RemovalPolicy.SNAPSHOT : RemovalPolicy.DESTROY);
    for (const log of EXPORTED_LOGS) cluster.node.addDependency(this.logGroup(log));
    return cluster;
  }

  /** RDS would make it itself, without a key and without an end. */
  private logGroup(log: string): NamedLogGroup {
    const { environment, logsKey } = this.props;
    return new NamedLogGroup(this, `Logs-${log}`, { environment, name: `/aws/rds/cluster/${nameOf(environment, 'database')}/${log}`, logsKey });
  }

  /** RDS's own role renews what it made, by its name for such roles. */
  private closeAdministrator(cluster: CfnDBCluster): string {
    const { environment } = this.props;
    const secretId = cluster.attrMasterUserSecretSecretArn;
    const rds = `arn:aws:iam::${environment.account}:role/aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS`;
    new CfnResourcePolicy(this, 'AdministratorPolicy', { secretId, blockPublicPolicy: true, resourcePolicy: closedToOthers(this, environment, [rds]) });
    return secretId;
  }

  /** Writes into the secret where the database is. */
  private attach(credential: Credential): CfnSecretTargetAttachment {
    return new CfnSecretTargetAttachment(credential, 'Attachment', {
      secretId: credential.secretArn,
      targetId: this.cluster.ref,
      targetType: 'AWS::RDS::DBCluster',
    });
  }
}
