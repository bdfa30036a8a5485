import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { DependencyFailedError } from '../../shared/dependency-failed-error';

/** Texts a number in E.164. */
export type SendText = (number: string, text: string) => Promise<void>;

/** Text messages by SNS. Nothing of the number or the text is kept, also not in an error. */
export function snsText(sns: SNSClient = new SNSClient({})): SendText {
  return async (number, text) => {
    const MessageAttributes = { 'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' } };
    await sns.send(new PublishCommand({ PhoneNumber: number, Message: text, MessageAttributes })).catch((error: unknown) => {
      throw new DependencyFailedError('sns:Publish', error);
    });
  };
}
