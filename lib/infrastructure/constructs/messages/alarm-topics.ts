import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { nameOf } from '../../names';

/** What `AlarmTopics` are made from. */
export interface AlarmTopicsProps {
  readonly environment: Environment;
  readonly messagesKey: IKey;
  /** Where alerts go that no subscriber took. */
  readonly deadLetters: IQueue;
}

/** One topic a severity, each told to every configured address. */
export class AlarmTopics extends Construct {
  /** Somebody must look now. */
  readonly critical: Topic;
  /** Somebody must look today. */
  readonly high: Topic;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: AlarmTopicsProps,
  ) {
    super(scope, id);
    this.critical = this.topicOf('critical');
    this.high = this.topicOf('high');
  }

  private topicOf(severity: 'critical' | 'high'): Topic {
    const { environment, messagesKey, deadLetters } = this.props;
    const topic = new Topic(this, severity === 'critical' ? 'Critical' : 'High', {
      topicName: nameOf(environment, severity),
      masterKey: messagesKey,
      enforceSSL: true,
    });
    topic.addToResourcePolicy(alarmsMayPublish(topic, environment));
    for (const address of environment.alerts.email) topic.addSubscription(new EmailSubscription(address, { deadLetterQueue: deadLetters }));
    return topic;
  }
}

function alarmsMayPublish(topic: Topic, environment: Environment): PolicyStatement {
  const { account, region } = Stack.of(topic);
  return new PolicyStatement({
    sid: 'Alarms',
    principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
    actions: ['sns:Publish'],
    resources: [topic.topicArn],
    conditions: {
      StringEquals: { 'aws:SourceAccount': account },
      ArnLike: { 'aws:SourceArn': `arn:aws:cloudwatch:${region}:${account}:alarm:${nameOf(environment, '*')}` },
    },
  });
}
