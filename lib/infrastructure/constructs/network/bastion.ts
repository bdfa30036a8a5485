import { CfnInstance } from 'aws-cdk-lib/aws-ec2';
import { CfnInstanceProfile, Effect, ManagedPolicy, PolicyStatement, Role, ServicePrincipal, type IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { isLasting } from '../../base-stack';
import type { Environment } from '../../environments/environment';
import { nameOf } from '../../names';
import { tagName } from './tag-name';
import type { VendedLogGroup } from './vended-log-group';
import type { SecurityGroups } from './security-groups';
import { SessionLog } from './session-log';
import type { Vpc } from './vpc';

/** The newest Amazon Linux 2023; it brings the agent of Session Manager. */
const IMAGE = '{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64}}';

/** What a `Bastion` is made from. */
export interface BastionProps {
  /** Names it. */
  readonly environment: Environment;
  readonly vpc: Vpc;
  readonly groups: SecurityGroups;
  /** The key of log groups. */
  readonly logKey: IKey;
  /** The key of its volume. */
  readonly volumesKey: IKey;
  /** Caps its role. */
  readonly permissionsBoundary: IManagedPolicy;
}

/**
 * The one place from which SSH reaches services (NET-6), where it is switched on. It stands in a private subnet without a
 * public address, key pair or open port: people get in by Session Manager, which logs what they do.
 */
export class Bastion extends Construct {
  constructor(scope: Construct, id: string, props: BastionProps) {
    super(scope, id);
    const { environment, vpc, groups, logKey, volumesKey } = props;
    const sessions = new SessionLog(this, 'Sessions', { environment, logKey });
    const profile = this.profile(props, sessions.group);
    const instance = new CfnInstance(this, 'Resource', {
      imageId: IMAGE,
      instanceType: 't4g.nano',
      subnetId: vpc.tier('private')[0]?.id,
      securityGroupIds: [groups.group('bastion').securityGroupId],
      iamInstanceProfile: profile.ref,
      metadataOptions: { httpTokens: 'required', httpPutResponseHopLimit: 1, httpEndpoint: 'enabled' },
      blockDeviceMappings: [{ deviceName: '/dev/xvda', ebs: { encrypted: true, kmsKeyId: volumesKey.keyArn, volumeType: 'gp3', volumeSize: 8 } }],
      ebsOptimized: true,
      monitoring: true,
      disableApiTermination: isLasting(environment),
    });
    tagName(instance, environment, 'bastion');
  }

  private profile({ environment, permissionsBoundary }: BastionProps, sessions: VendedLogGroup): CfnInstanceProfile {
    const role = new Role(this, 'Role', {
      roleName: nameOf(environment, 'bastion'),
      description: 'What the bastion may do: hold sessions and log them',
      assumedBy: new ServicePrincipal('ec2.amazonaws.com'),
      permissionsBoundary,
    });
    new ManagedPolicy(this, 'Policy', {
      managedPolicyName: nameOf(environment, 'bastion'),
      description: 'Sessions of the bastion',
      roles: [role],
      statements: [holdSessions(), ...logSessions(sessions)],
    });
    return new CfnInstanceProfile(this, 'Profile', { instanceProfileName: nameOf(environment, 'bastion'), roles: [role.roleName] });
  }
}

/** These actions know no resource, so none can be named. */
function holdSessions(): PolicyStatement {
  const channels = ['CreateControlChannel', 'CreateDataChannel', 'OpenControlChannel', 'OpenDataChannel'].map((action) => `ssmmessages:${action}`);
  return new PolicyStatement({ effect: Effect.ALLOW, actions: ['ssm:UpdateInstanceInformation', ...channels, 'logs:DescribeLogGroups'], resources: ['*'] });
}

function logSessions(sessions: VendedLogGroup): readonly PolicyStatement[] {
  return [
    new PolicyStatement({
      effect: Effect.ALLOW,
      actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
      resources: [sessions.logGroupArn],
    }),
  ];
}
