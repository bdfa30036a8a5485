import { Stack } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { nameOf, roleArnOf } from '../../names';
import { ofAccount, ofService } from './key-statements';
import { PurposeKey, type KeyProps } from './purpose-key';

/** What a sender needs: topics and queues encrypt for it under a data key. */
const SEND = ['kms:Decrypt', 'kms:GenerateDataKey'];

/** Encrypts topics and queues. */
export class MessagesKey extends PurposeKey {
  constructor(scope: Construct, id: string, props: KeyProps) {
    super(scope, id, {
      ...props,
      purpose: 'messages',
      guardsLogs: false,
      users: [...services(scope, props.environment), functions(scope, props.environment)],
    });
  }
}

/** Alarms publish to topics; topics and schedules hand to the dead-letter queue what they can't deliver. */
function services(scope: Construct, environment: Environment): PolicyStatement[] {
  const { account, region } = Stack.of(scope);
  return [
    ofService('Alarms', 'cloudwatch.amazonaws.com', SEND, {
      StringEquals: { 'aws:SourceAccount': account },
      ArnLike: { 'aws:SourceArn': `arn:aws:cloudwatch:${region}:${account}:alarm:${nameOf(environment, '*')}` },
    }),
    ofService('Topics', 'sns.amazonaws.com', SEND, {
      StringEquals: { 'aws:SourceAccount': account },
      ArnLike: { 'aws:SourceArn': `arn:aws:sns:${region}:${account}:${nameOf(environment, '*')}` },
    }),
    ofService('Schedules', 'events.amazonaws.com', SEND, {
      StringEquals: { 'aws:SourceAccount': account },
      ArnLike: { 'aws:SourceArn': `arn:aws:events:${region}:${account}:rule/${nameOf(environment, '*')}` },
    }),
  ];
}

/** Lambda sends an event that failed to the dead-letter queue in the function's name. */
function functions(scope: Construct, environment: Environment): PolicyStatement {
  return ofAccount(scope, 'Functions', SEND, {
    StringEquals: { 'kms:ViaService': `sqs.${Stack.of(scope).region}.amazonaws.com` },
    ArnLike: { 'aws:PrincipalArn': roleArnOf(environment, '*', Stack.of(scope).account) },
  });
}
