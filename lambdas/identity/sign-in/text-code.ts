import type { Reply, Request } from '../../shared/http/request';
import { secondsOf } from '../../shared/seconds-of';
import { ConflictError } from '../../shared/store/errors';
import type { RecordStore } from '../../shared/store/record-store';
import { mayText, sendSmsCode } from '../domain/factors/sms-code';
import { signInAt, signInRecord } from '../domain/records/sign-in-record';
import { findSignIn, type OpenSignIn } from '../domain/second-factor';
import { NoTextMessagesError } from '../domain/sign-in-errors';
import type { SignInParts } from './parts';
import type { SmsBody } from './schemas';

/**
 * `POST /auth/mfa/sms`: texts a code to the account's phone, once it is asked for and never by itself (IDN-6).
 * @throws {SignInExpiredError}, {NoTextMessagesError}, {SmsBudgetSpentError}
 */
export async function textCode(parts: SignInParts, request: Request<SmsBody>): Promise<Reply> {
  const { store, rings, fields, smsRules, clock } = parts;
  const signIn = await findSignIn({ store, sessionKeys: rings.sessionKeys }, request.body.session_id, request);
  const { phone } = signIn.account.value;
  if (phone === undefined || !mayText(smsRules, phone)) throw new NoTextMessagesError();
  const number = await fields.open(signIn.account.value, 'phone-number', phone.sealedNumber);
  const target = { number, purpose: 'sign-in' } as const;
  const sent = await sendSmsCode({ ...parts, peppers: rings.peppers }, smsRules, signIn.account.value, target, secondsOf(clock));
  await keep(store, signIn, sent);
  return { status: 202, body: { sent: true, ending: phone.ending } };
}

/** The code that was texted last is the one that holds. */
async function keep(store: RecordStore, { id, flow }: OpenSignIn, sent: string): Promise<void> {
  const { value, version } = flow;
  const change = { action: 'replace', kind: signInRecord, at: signInAt(id), value: { ...value, sent }, version, expiresAt: value.expiresAt } as const;
  if (!(await store.commit([change], []))) throw new ConflictError();
}
