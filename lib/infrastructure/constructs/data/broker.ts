import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnBroker } from 'aws-cdk-lib/aws-amazonmq';
import type { ISecurityGroup, IVpc } from 'aws-cdk-lib/aws-ec2';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { nameOf } from '../../names';
import { Credential } from './credential';
import { rotationFor, type RotationFunctions } from './rotation-functions';
import { sizeOf } from './size';

/** What a `Broker` is made from. */
export interface BrokerProps {
  readonly environment: Environment;
  readonly vpc: IVpc;
  /** The group by which the table of flows knows it. */
  readonly group: ISecurityGroup;
  readonly brokerKey: IKey;
  readonly secretsKey: IKey;
  readonly rotation: RotationFunctions;
}

/**
 * RabbitMQ on Amazon MQ, in the data tier alone: it answers by TLS on 5671 only, is encrypted with its own key (KEY-2), and
 * stands in every zone where real users depend on it (AVL-1).
 */
export class Broker extends Construct {
  readonly brokerArn: string;
  /** The one user that the broker starts with; it makes the others. */
  readonly admin: Credential;

  constructor(scope: Construct, id: string, { environment, vpc, group, brokerKey, secretsKey, rotation }: BrokerProps) {
    super(scope, id);
    const { instanceType, nodes } = sizeOf(environment).broker;
    const subnets = vpc.isolatedSubnets.map(({ subnetId }) => subnetId);
    const username = 'administrator';
    this.admin = new Credential(this, 'Admin', {
      environment,
      name: 'broker-admin',
      description: 'Opens the broker for its administrator.',
      secretsKey,
      fields: { username },
      rotation: rotationFor('rabbitmq', rotation),
      everyDays: environment.rotation.databaseDays,
    });
    const broker = new CfnBroker(this, 'Resource', {
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
    broker.applyRemovalPolicy(RemovalPolicy.DESTROY);
    this.brokerArn = broker.attrArn;
    this.admin.rotateAfter(broker);
  }
}
