import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnBroker } from 'aws-cdk-lib/aws-amazonmq';
import type { ISecurityGroup, IVpc } from 'aws-cdk-lib/aws-ec2';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { nameOf } from '../../names';
import { Credential } from '../shared/credential';
import { sizeOf } from './size';

/** What a `Broker` is made from. */
export interface BrokerProps {
  readonly environment: Environment;
  readonly vpc: IVpc;
  /** The group by which the table of flows knows it. */
  readonly group: ISecurityGroup;
  readonly brokerKey: IKey;
  readonly secretsKey: IKey;
}

/**
 * RabbitMQ on Amazon MQ, in the data tier alone: it answers by TLS on 5671 only, is encrypted with its own key (KEY-2), and
 * stands in every zone where real users depend on it (AVL-1).
 */
export class Broker extends Construct {
  readonly brokerArn: string;
  /** The one user that the broker starts with; it makes the others. */
  readonly admin: Credential;
  private readonly broker: CfnBroker;

  constructor(scope: Construct, id: string, { environment, vpc, group, brokerKey, secretsKey }: BrokerProps) {
    super(scope, id);
    const { instanceType, nodes } = sizeOf(environment).broker;
    const subnets = vpc.isolatedSubnets.map(({ subnetId }) => subnetId);
    const username = 'administrator';
    this.admin = new Credential(this, 'Admin', {
      environment,
      name: 'broker-admin',
      description: 'Opens the broker for its administrator.',
      key: secretsKey,
      fields: { username },
      everyDays: environment.rotation.databaseDays,
    });
    this.broker = new CfnBroker(this, 'Resource', {
      brokerName: nameOf(environment, 'broker'),
      engineType: 'RABBITMQ',
      engineVersion: '4.2',
      hostInstanceType: instanceType,
      deploymentMode: nodes === 'one' ? 'SINGLE_INSTANCE' : 'CLUSTER_MULTI_AZ',
      publiclyAccessible: false,
      subnetIds: nodes === 'one' ? subnets.slice(0, 1) : subnets,
      securityGroups: [group.securityGroupId],
      encryptionOptions: { useAwsOwnedKey: false, kmsKeyId: brokerKey.keyArn },
      logs: { general: true },
      autoMinorVersionUpgrade: true,
      maintenanceWindowStartTime: { dayOfWeek: 'SUNDAY', timeOfDay: '03:00', timeZone: 'UTC' },
      users: [{ username, password: this.admin.password }],
    });
    this.broker.applyRemovalPolicy(RemovalPolicy.DESTROY);
    this.brokerArn = this.broker.attrArn;
  }

  /** Rotates its user once the broker answers. */
  rotateBy(rotation: IFunction): void {
    this.admin.rotateBy(rotation, this.broker);
  }
}
