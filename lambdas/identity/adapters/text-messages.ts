import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import { DependencyFailedError } from '../../shared/dependency-failed-error';
import type { TextMessages } from '../domain/factors/sms-code';

/** Text messages by SNS. Nothing of the number or the code is kept, also not in an error. */
export function snsTextMessages(sns: SNSClient): TextMessages {
  return {
    sendCode: async (number, code) => {
      const Message = `${code} is your sign-in code. It holds for 5 minutes. Nobody will ever ask you for it.`;
      const MessageAttributes = { 'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' } };
      try {
        await sns.send(new PublishCommand({ PhoneNumber: number, Message, MessageAttributes }));
      } catch (error) {
        throw new DependencyFailedError('sns:Publish', error);
      }
    },
  };
}
