import { Duration, Stack } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption, type IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { deploymentRoleArn } from '../../deployment-role';
import type { Environment } from '../../environments/environment';
import { nameOf, roleArnOf } from '../../names';

/** What a `MessageQueue` is made from. */
export interface MessageQueueProps {
  readonly environment: Environment;
  readonly messagesKey: IKey;
  /** Keeps what couldn't be handled. */
  readonly deadLetters: IQueue;
}

/** Deliveries of a message before it is a dead letter. */
const MOST_DELIVERIES = 5;

/** The application's messages on SQS: encrypted, TLS only, for roles of the environment, whose own policies say which. */
export class MessageQueue extends Queue {
  constructor(scope: Construct, id: string, { environment, messagesKey, deadLetters }: MessageQueueProps) {
    super(scope, id, {
      queueName: nameOf(environment, 'messages'),
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: messagesKey,
      enforceSSL: true,
      visibilityTimeout: Duration.minutes(5),
      retentionPeriod: Duration.days(4),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: MOST_DELIVERIES },
    });
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'OnlyOwnRoles',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['sqs:ChangeMessageVisibility', 'sqs:DeleteMessage', 'sqs:PurgeQueue', 'sqs:ReceiveMessage', 'sqs:SendMessage'],
        resources: [this.queueArn],
        conditions: { ArnNotLike: { 'aws:PrincipalArn': [roleArnOf(environment, '*', Stack.of(scope).account), deploymentRoleArn(scope)] } },
      }),
    );
  }
}
