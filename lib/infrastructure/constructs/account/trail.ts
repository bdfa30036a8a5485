import { Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { APPLICATION, nameOf } from '../../names';
import { NamedLogGroup } from '../shared/named-log-group';

/** What a `Trail` is made from. */
export interface TrailProps {
  readonly environment: Environment;
  /** The locked bucket that keeps it. */
  readonly archive: IBucket;
  /** The locked buckets whose reading and whose attempted deletion are recorded too. */
  readonly watched: readonly IBucket[];
  /** The key of the archive, by ARN of key or alias. */
  readonly auditKeyArn: string;
  /** Encrypts the log group. */
  readonly logsKey: IKey;
}

/** What is done to a locked object beside delivering to it, which would be recorded for ever. */
const WATCHED = ['DeleteObject', 'DeleteObjects', 'GetObject', 'PutObjectLegalHold', 'PutObjectRetention'];

/** The account's trail (AUD-6): all regions, global services, validated, encrypted, locked away, and at hand in a log group. */
export class Trail extends Construct {
  /** Every event, for metric filters. */
  readonly logGroup: ILogGroup;

  constructor(scope: Construct, id: string, { environment, archive, watched, auditKeyArn, logsKey }: TrailProps) {
    super(scope, id);
    this.logGroup = new NamedLogGroup(this, 'Logs', { environment, name: `/${APPLICATION}/${environment.name}/trail`, logsKey });
    new CfnTrail(this, 'Resource', {
      trailName: nameOf(environment, 'trail'),
      isLogging: true,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      s3BucketName: archive.bucketName,
      kmsKeyId: auditKeyArn,
      cloudWatchLogsLogGroupArn: this.logGroup.logGroupArn,
      cloudWatchLogsRoleArn: this.role(environment).roleArn,
      advancedEventSelectors: [management(), readingAndDeleting(watched)],
    });
  }

  /** The service names the streams itself. */
  private role(environment: Environment): Role {
    const name = nameOf(environment, 'trail');
    const policy = new ManagedPolicy(this, 'Policy', {
      managedPolicyName: name,
      description: 'Writes the events of the trail to its log group.',
      statements: [new PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [this.logGroup.logGroupArn] })],
    });
    const { account, region } = Stack.of(this);
    return new Role(this, 'Role', {
      roleName: name,
      description: 'Writes the events of the trail to its log group.',
      assumedBy: new ServicePrincipal('cloudtrail.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceArn': `arn:aws:cloudtrail:${region}:${account}:trail/${name}` } },
      }),
      managedPolicies: [policy],
    });
  }
}

function management(): CfnTrail.AdvancedEventSelectorProperty {
  return { name: 'Management', fieldSelectors: [{ field: 'eventCategory', equalTo: ['Management'] }] };
}

function readingAndDeleting(watched: readonly IBucket[]): CfnTrail.AdvancedEventSelectorProperty {
  return {
    name: 'Log archive',
    fieldSelectors: [
      { field: 'eventCategory', equalTo: ['Data'] },
      { field: 'resources.type', equalTo: ['AWS::S3::Object'] },
      { field: 'resources.ARN', startsWith: watched.map((bucket) => bucket.arnForObjects('')) },
      { field: 'eventName', equalTo: WATCHED },
    ],
  };
}
