import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { nameOf } from '../../names';

/** What a `DeadLetterQueue` is made from. */
export interface DeadLetterQueueProps {
  readonly environment: Environment;
  /** Names the queue: `ringwall-<environment>-<stack>-dead-letters`. */
  readonly stack: string;
  readonly messagesKey: IKey;
}

/** Where all functions and topics of a stack leave what they could not handle. */
export class DeadLetterQueue extends Construct {
  readonly queue: Queue;
  private readonly alarmName: string;

  constructor(scope: Construct, id: string, { environment, stack, messagesKey }: DeadLetterQueueProps) {
    super(scope, id);
    this.alarmName = nameOf(environment, `${stack}-dead-letters`);
    this.queue = new Queue(this, 'Queue', {
      queueName: nameOf(environment, `${stack}-dead-letters`),
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: messagesKey,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
  }

  /** Tells somebody of the first letter. Apart from the constructor, since the topics themselves need the queue. */
  alarmTo(topic: ITopic): void {
    new Alarm(this, 'Alarm', {
      alarmName: this.alarmName,
      alarmDescription: 'An event or an alert could not be handled and waits in the dead-letter queue.',
      metric: this.queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5), statistic: 'Maximum' }),
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      threshold: 0,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    }).addAlarmAction(new SnsAction(topic));
  }
}
