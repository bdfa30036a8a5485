import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { nameOf } from '../../names';
import { ToldAlarm } from '../shared/told-alarm';

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

  constructor(
    scope: Construct,
    id: string,
    private readonly props: DeadLetterQueueProps,
  ) {
    super(scope, id);
    const { environment, stack, messagesKey } = props;
    this.queue = new Queue(this, 'Queue', {
      queueName: nameOf(environment, `${stack}-dead-letters`),
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: messagesKey,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
  }

  /** Takes what the environment's schedules can't deliver. */
  takeFromSchedules(): void {
    const { account, region } = Stack.of(this);
    this.queue.addToResourcePolicy(
      new PolicyStatement({
        sid: 'Schedules',
        principals: [new ServicePrincipal('events.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [this.queue.queueArn],
        conditions: {
          StringEquals: { 'aws:SourceAccount': account },
          ArnLike: { 'aws:SourceArn': `arn:aws:events:${region}:${account}:rule/${nameOf(this.props.environment, '*')}` },
        },
      }),
    );
  }

  /** Tells somebody of the first letter. Apart from the constructor, since the topics themselves need the queue. */
  alarmTo(topic: ITopic): void {
    const { environment, stack } = this.props;
    new ToldAlarm(this, 'Alarm', {
      environment,
      name: `${stack}-dead-letters`,
      meaning: 'An event or an alert could not be handled and waits in the dead-letter queue.',
      runbook: 'dead-letters',
      metric: this.queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5), statistic: 'Maximum' }),
      topic,
    });
  }
}
