import { Duration } from 'aws-cdk-lib';
import { FilterPattern, MetricFilter, type ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { APPLICATION, nameOf } from '../../names';
import { ToldAlarm } from '../shared/told-alarm';

/** What `TrailAlarms` are made from. */
export interface TrailAlarmsProps {
  readonly environment: Environment;
  /** The trail's log group. */
  readonly logGroup: ILogGroup;
  /** Told at once. */
  readonly topic: ITopic;
  readonly breakGlassArn: string;
}

/** One thing that must not happen unnoticed, refused attempts included. */
interface Watch {
  /** Kebab-case. */
  readonly name: string;
  readonly description: string;
  readonly pattern: string;
}

/** Somebody works on the locks: keys, buckets, recording, or the way round them (KEY-1, AUD-3, AUD-6). */
export class TrailAlarms extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: TrailAlarmsProps,
  ) {
    super(scope, id);
    for (const watch of watches(props)) this.watch(watch);
  }

  private watch({ name, description, pattern }: Watch): void {
    const { environment, logGroup, topic } = this.props;
    const filter = new MetricFilter(this, `${name}-filter`, {
      logGroup,
      filterName: nameOf(environment, name),
      filterPattern: FilterPattern.literal(pattern),
      metricNamespace: `${APPLICATION}/${environment.name}`,
      metricName: name,
    });
    new ToldAlarm(this, `${name}-alarm`, {
      environment,
      name,
      meaning: description,
      runbook: 'trail-alarms',
      metric: filter.metric({ statistic: 'Sum', period: Duration.minutes(1) }),
      topic,
    });
  }
}

function watches({ environment, breakGlassArn }: TrailAlarmsProps): Watch[] {
  return [
    {
      name: 'key-tampering',
      description: 'Somebody tried to delete, disable or repolicy a key.',
      // A refused attempt doesn't always name the key, so every key counts.
      pattern: callsOf('kms.amazonaws.com', ['DisableKey', 'DisableKeyRotation', 'PutKeyPolicy', 'ScheduleKeyDeletion']),
    },
    {
      name: 'log-bucket-change',
      description: 'Somebody tried to change how a bucket of logs is protected.',
      pattern: callsOf(
        's3.amazonaws.com',
        [
          'DeleteBucket',
          'DeleteBucketEncryption',
          'DeleteBucketLifecycle',
          'DeleteBucketOwnershipControls',
          'DeleteBucketPolicy',
          'DeleteBucketPublicAccessBlock',
          'DeleteBucketReplication',
          'PutBucketAcl',
          'PutBucketEncryption',
          'PutBucketLifecycle',
          'PutBucketLogging',
          'PutBucketObjectLockConfiguration',
          'PutBucketOwnershipControls',
          'PutBucketPolicy',
          'PutBucketPublicAccessBlock',
          'PutBucketReplication',
          'PutBucketVersioning',
        ],
        ` && (($.requestParameters.bucketName = "${nameOf(environment, '*')}") || ($.requestParameters.bucketName = "aws-waf-logs-${nameOf(environment, '*')}"))`,
      ),
    },
    {
      name: 'trail-change',
      description: 'Somebody tried to stop or narrow the trail.',
      pattern: callsOf('cloudtrail.amazonaws.com', ['DeleteTrail', 'PutEventSelectors', 'StopLogging', 'UpdateTrail']),
    },
    {
      name: 'recorder-change',
      description: 'Somebody tried to stop or narrow the recording of the configuration.',
      pattern: callsOf('config.amazonaws.com', [
        'DeleteConfigurationRecorder',
        'DeleteDeliveryChannel',
        'PutConfigurationRecorder',
        'PutDeliveryChannel',
        'StopConfigurationRecorder',
      ]),
    },
    {
      name: 'break-glass',
      description: 'The break-glass role was taken, or somebody tried to.',
      pattern: `{ ($.eventSource = "sts.amazonaws.com") && ($.eventName = "AssumeRole") && ($.requestParameters.roleArn = "${breakGlassArn}") }`,
    },
  ];
}

/** A filter pattern of CloudWatch Logs: any of these calls, refused ones included. */
function callsOf(source: string, names: readonly string[], more = ''): string {
  const calls = names.map((name) => `($.eventName = "${name}")`).join(' || ');
  return `{ ($.eventSource = "${source}") && (${calls})${more} }`;
}
