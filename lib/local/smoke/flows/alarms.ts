import { SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { SubscribeCommand, UnsubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, DeleteQueueCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { eventually } from '../eventually';
import { idOf, type Flow } from '../flow';

const QUEUE = 'smoke-alarms';

/** From an alarm to whoever is told. */
export const alarmsReachTheirTopic: Flow = {
  claim: 'An alarm that goes off reaches the subscribers of its topic',
  evidence: 'emulated',
  drive: async (deployed) => {
    const { cloudWatch, sns, sqs } = deployed.cloud.clients;
    const alarm = idOf(deployed, 'AWS::CloudWatch::Alarm', 'DeadLetters/Alarm/Resource');
    const { account, region } = deployed.place;
    const Endpoint = `arn:aws:sqs:${region}:${account}:${QUEUE}`;
    const statement = { Effect: 'Allow', Principal: { Service: 'sns.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: Endpoint };
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: QUEUE, Attributes: { Policy } }));
    const subscribed = await sns.send(new SubscribeCommand({ TopicArn: idOf(deployed, 'AWS::SNS::Topic', 'Alarms/High/Resource'), Protocol: 'sqs', Endpoint }));
    try {
      await cloudWatch.send(new SetAlarmStateCommand({ AlarmName: alarm, StateValue: 'ALARM', StateReason: 'smoke' }));
      await eventually('the message', async () => {
        const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
        return Messages.find(({ Body }) => Body?.includes(alarm) === true);
      });
    } finally {
      await sns.send(new UnsubscribeCommand({ SubscriptionArn: subscribed.SubscriptionArn }));
      await sqs.send(new DeleteQueueCommand({ QueueUrl }));
    }
    return `${alarm} was heard on the topic for high alerts`;
  },
};
