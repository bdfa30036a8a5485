import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { nameOf } from '../../names';
import { NamedLogGroup } from '../shared/named-log-group';

/** What `DatabaseMonitoring` is made from. */
export interface DatabaseMonitoringProps {
  readonly environment: Environment;
  readonly logsKey: IKey;
}

/**
 * How RDS reports what goes on in the operating system below a database. It writes to one log group of a fixed name for the
 * whole account and region, which so must exist, encrypted, before the first database does.
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_Monitoring.OS.html
 */
export class DatabaseMonitoring extends Construct {
  readonly roleArn: string;

  constructor(scope: Construct, id: string, { environment, logsKey }: DatabaseMonitoringProps) {
    super(scope, id);
    const logGroup = new NamedLogGroup(this, 'Logs', { environment, name: 'RDSOSMetrics', logsKey });
    const role = new Role(this, 'Role', {
      roleName: nameOf(environment, 'database-monitoring'),
      description: 'Reports on the operating system below the database.',
      assumedBy: new ServicePrincipal('monitoring.rds.amazonaws.com', { conditions: { StringEquals: { 'aws:SourceAccount': environment.account } } }),
    });
    new ManagedPolicy(this, 'Policy', {
      managedPolicyName: nameOf(environment, 'database-monitoring'),
      description: "Writes to the log group of the operating system's metrics.",
      roles: [role],
      statements: [
        new PolicyStatement({
          actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:GetLogEvents', 'logs:PutLogEvents'],
          resources: [logGroup.logGroupArn],
        }),
      ],
    });
    this.roleArn = role.roleArn;
  }
}
