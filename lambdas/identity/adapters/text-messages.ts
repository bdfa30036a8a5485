import type { TextMessages } from '../domain/factors/sms-code';
import type { SendText } from './sns-text';

/** Texted codes. */
export function textMessages(sendText: SendText): TextMessages {
  return { sendCode: (number, code) => sendText(number, `${code} is your code. It holds for 5 minutes. Nobody will ever ask you for it.`) };
}
