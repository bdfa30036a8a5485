import { RemovalPolicy } from 'aws-cdk-lib';
import type { ISecurityGroup, IVpc } from 'aws-cdk-lib/aws-ec2';
import { CfnReplicationGroup, CfnSubnetGroup } from 'aws-cdk-lib/aws-elasticache';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { nameOf } from '../../names';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Credential } from '../shared/credential';
import { NamedLogGroup } from '../shared/named-log-group';
import { CacheUsers } from './cache-users';
import { sizeOf } from './size';

/** What a `Cache` is made from. */
export interface CacheProps {
  readonly environment: Environment;
  readonly vpc: IVpc;
  /** The group by which the table of flows knows it. */
  readonly group: ISecurityGroup;
  readonly cacheKey: IKey;
  readonly logsKey: IKey;
  readonly secretsKey: IKey;
}

/** Where the cache listens. */
const CACHE_PORT = 6379;
/** PCI and NIST want at least 15. */
const SNAPSHOT_DAYS = 15;

/**
 * Valkey, which speaks Redis's protocol, on ElastiCache in the data tier: TLS required (KEY-3), encrypted with its own key
 * (KEY-2), users by ElastiCache's API, and everywhere a second node in another zone, which costs less than the exception.
 */
export class Cache extends Construct {
  readonly endpoint: string;
  readonly endpointPort: string;
  /** The application's user. */
  readonly application: Credential;
  /** The same in ElastiCache, as an ARN. */
  readonly applicationUserArn: string;
  private readonly nodes: CfnReplicationGroup;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: CacheProps,
  ) {
    super(scope, id);
    const { environment, vpc, secretsKey } = props;
    const users = new CacheUsers(this, 'Users', { environment, secretsKey });
    const subnets = new CfnSubnetGroup(this, 'Subnets', {
      cacheSubnetGroupName: nameOf(environment, 'cache'),
      description: 'The data tier',
      subnetIds: vpc.isolatedSubnets.map(({ subnetId }) => subnetId),
    });
    this.nodes = this.makeNodes(subnets, users.groupId);
    this.endpoint = this.nodes.attrPrimaryEndPointAddress;
    this.endpointPort = this.nodes.attrPrimaryEndPointPort;
    this.application = users.application;
    this.applicationUserArn = users.applicationUserArn;
  }

  /** Rotates the application's user once the cache answers. */
  rotateBy(rotation: IFunction): void {
    this.application.rotateBy(rotation, this.nodes);
  }

  private makeNodes(subnets: CfnSubnetGroup, userGroupId: string): CfnReplicationGroup {
    const { environment, group, cacheKey } = this.props;
    const { nodeType, replicas } = sizeOf(environment).cache;
    const nodes = new CfnReplicationGroup(this, 'Nodes', {
      replicationGroupId: nameOf(environment, 'cache'),
      replicationGroupDescription: 'The cache of the application',
      engine: 'valkey',
      engineVersion: '8.0',
      cacheNodeType: nodeType,
      numNodeGroups: 1,
      replicasPerNodeGroup: replicas,
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
      port: CACHE_PORT,
      cacheSubnetGroupName: subnets.ref,
      securityGroupIds: [group.securityGroupId],
      userGroupIds: [userGroupId],
      transitEncryptionEnabled: true,
      transitEncryptionMode: 'required',
      atRestEncryptionEnabled: true,
      kmsKeyId: cacheKey.keyArn,
      autoMinorVersionUpgrade: true,
      snapshotRetentionLimit: SNAPSHOT_DAYS,
      snapshotWindow: '01:00-02:00',
      preferredMaintenanceWindow: 'sun:03:00-sun:04:00',
      logDeliveryConfigurations: [this.delivery('engine-log'), this.delivery('slow-log')],
    });
    // A cache holds nothing that isn't elsewhere.
    nodes.applyRemovalPolicy(RemovalPolicy.DESTROY);
    return nodes;
  }

  private delivery(logType: 'engine-log' | 'slow-log'): CfnReplicationGroup.LogDeliveryConfigurationRequestProperty {
    const { environment, logsKey } = this.props;
    const logGroup = new NamedLogGroup(this, `Logs-${logType}`, { environment, name: `/aws/vendedlogs/${nameOf(environment, `cache-${logType}`)}`, logsKey });
    return {
      logType,
      logFormat: 'json',
      destinationType: 'cloudwatch-logs',
      destinationDetails: { cloudWatchLogsDetails: { logGroup: logGroup.logGroupName } },
    };
  }
}
