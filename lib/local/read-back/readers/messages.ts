import { GetSubscriptionAttributesCommand, GetTopicAttributesCommand, ListSubscriptionsByTopicCommand } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, type QueueAttributeName } from '@aws-sdk/client-sqs';
import type { Clients } from '../../emulator/clients';
import { parseDocument, textOf, type Reader } from '../reader';

/** `AWS::SNS::Topic` */
export const topic: Reader = {
  read: async ({ id: TopicArn }, { sns }) => {
    const { Attributes = {} } = await sns.send(new GetTopicAttributesCommand({ TopicArn }));
    return { TopicName: Attributes.TopicArn?.split(':').at(-1), KmsMasterKeyId: Attributes.KmsMasterKeyId };
  },
};

/** `AWS::SNS::TopicPolicy` */
export const topicPolicy: Reader = {
  read: async ({ asked }, { sns }) => {
    const [TopicArn] = asked.Topics as readonly string[];
    const { Attributes = {} } = await sns.send(new GetTopicAttributesCommand({ TopicArn }));
    return { Topics: asked.Topics, PolicyDocument: parseDocument(Attributes.Policy) };
  },
};

/** `AWS::SNS::Subscription`; one by mail has no ARN until it is confirmed, on AWS as here. */
export const subscription: Reader = {
  read: async ({ asked }, { sns }) => {
    const TopicArn = textOf(asked, 'TopicArn');
    const { Subscriptions = [] } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
    const found = Subscriptions.find(({ Endpoint }) => Endpoint === asked.Endpoint);
    const { Attributes = {} } = await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn: found?.SubscriptionArn }));
    return { TopicArn: found?.TopicArn, Protocol: found?.Protocol, Endpoint: found?.Endpoint, RedrivePolicy: parseDocument(Attributes.RedrivePolicy) };
  },
};

/** `AWS::SQS::Queue` */
export const queue: Reader = {
  read: async ({ id }, { sqs }) => {
    const { QueueArn, ...attributes } = await queueAttributes(id, sqs);
    return { QueueName: QueueArn?.split(':').at(-1), ...attributes, RedrivePolicy: parseDocument(attributes.RedrivePolicy) };
  },
};

/** `AWS::SQS::QueuePolicy` */
export const queuePolicy: Reader = {
  read: async ({ asked }, { sqs }) => {
    const [address] = asked.Queues as readonly [string];
    const { Policy } = await queueAttributes(address, sqs);
    return { Queues: asked.Queues, PolicyDocument: parseDocument(Policy) };
  },
};

async function queueAttributes(QueueUrl: string, sqs: Clients['sqs']): Promise<Partial<Record<QueueAttributeName, string>>> {
  const { Attributes = {} } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
  return Attributes;
}
