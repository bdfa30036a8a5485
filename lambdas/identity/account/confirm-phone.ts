import type { Reply, Request } from '../../shared/http/request';
import { secondsOf } from '../../shared/seconds-of';
import { CodeRefusedError } from '../domain/code-errors';
import { checkSmsCode } from '../domain/factors/sms-code';
import { PENDING_PHONE, pendingPhoneAt } from '../domain/records/phone-record';
import type { FreshSession } from '../domain/sensitive';
import { changeAccount, recordFailure, type Decision } from './change-account';
import { NoSuchFactorError } from './errors';
import type { Parts } from './parts';

/** `POST /auth/phone/confirm`: the code that was texted makes the phone the account's. */
export async function confirmPhone(parts: Parts, request: Request<{ readonly code: string }>): Promise<Reply> {
  const account = await changeAccount(parts, request, (fresh) => decide(parts, request, fresh));
  await parts.notices.tell(account, { kind: 'factor-added', values: { factor: 'text messages' } }, request);
  return { status: 204 };
}

async function decide(parts: Parts, request: Request<{ readonly code: string }>, { account, session }: FreshSession): Promise<Decision> {
  const place = { kind: PENDING_PHONE, at: pendingPhoneAt(account.value.id) };
  const found = await parts.store.get(place);
  if (found?.value.session !== session.value.id) throw new NoSuchFactorError();
  const { sealedNumber, ending, country, sent } = found.value;
  const answer = { sent, code: request.body.code, purpose: 'phone' } as const;
  const used = await checkSmsCode({ ...parts, peppers: parts.rings.peppers }, account.value, answer);
  if (used === undefined) {
    await recordFailure(parts, request, account.value, { action: 'factor.added', result: 'failure', details: { factor: 'sms' } });
    throw new CodeRefusedError();
  }
  return {
    account: { ...account.value, phone: { sealedNumber, ending, country, confirmedAt: secondsOf(parts.clock) } },
    changes: [...used, { action: 'delete', ...place, version: found.version }],
    facts: [{ action: 'factor.added', details: { factor: 'sms' } }],
  };
}
