import { Fn, RemovalPolicy } from 'aws-cdk-lib';
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

/** Where clients connect by AMQP over TLS, and where the management API answers, by which users are changed. */
export const BROKER_PORTS = Object.freeze({ amqp: 5671, management: 443 });
/** A rotation uses it and a second one in turn (SEC-3). */
const FIRST_ADMINISTRATOR = 'ringwall_administrator_a';

/**
 * RabbitMQ on Amazon MQ, in the data tier alone: it answers by TLS only, is encrypted with its own key (KEY-2), and
 * stands in every zone where real users depend on it (AVL-1).
 */
export class Broker extends Construct {
  readonly brokerArn: string;
  /** Its host name, the same for AMQP and for its management API. */
  readonly host: string;
  /** The one user that the broker starts with; it makes the others. */
  readonly admin: Credential;
  private readonly broker: CfnBroker;

  constructor(scope: Construct, id: string, { environment, vpc, group, brokerKey, secretsKey }: BrokerProps) {
    super(scope, id);
    const { instanceType, nodes } = sizeOf(environment).broker;
    const subnets = vpc.isolatedSubnets.map(({ subnetId }) => subnetId);
    const username = FIRST_ADMINISTRATOR;
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
    this.host = hostOf(Fn.select(0, this.broker.attrAmqpEndpoints));
  }

  /** Rotates its user once the broker answers. */
  rotateBy(rotation: IFunction): void {
    this.admin.rotateBy(rotation, this.broker);
  }
}

/** Of an endpoint such as `amqps://b-1234.mq.eu-central-1.on.aws:5671`. */
function hostOf(endpoint: string): string {
  return Fn.select(0, Fn.split(':', Fn.select(1, Fn.split('//', endpoint))));
}
