import * as z from 'zod/mini';
import { TriggerRefusedError } from '../domain/triggers/errors';
import { eventOf } from '../domain/triggers/event';

/** https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-message.html */
const SOURCES = [
  'CustomMessage_AdminCreateUser',
  'CustomMessage_Authentication',
  'CustomMessage_ForgotPassword',
  'CustomMessage_ResendCode',
  'CustomMessage_SignUp',
  'CustomMessage_UpdateUserAttribute',
  'CustomMessage_VerifyUserAttribute',
] as const;

export const messageEvent = eventOf(SOURCES, z.object({}));

/**
 * Each of Cognito's messages carries a code that would confirm an address, reset a password or answer a factor past our own
 * flows. A blank message isn't an option: for what a trigger leaves out, Cognito sends its own text. To throw fails the call
 * that asked for the code, so that none is sent.
 */
export function refuseMessage(): never {
  throw new TriggerRefusedError('Cognito sends no messages here');
}
