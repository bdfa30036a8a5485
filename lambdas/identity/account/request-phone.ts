import { personOf } from '../../shared/http/principal';
import type { Reply, Request } from '../../shared/http/request';
import { secondsOf } from '../../shared/seconds-of';
import type { Change } from '../../shared/store/record-store';
import { untilCommitted } from '../../shared/store/until-committed';
import { countryOfNumber } from '../domain/calling-codes';
import { sendSmsCode, SMS_CODE_SECONDS } from '../domain/factors/sms-code';
import { PENDING_PHONE, pendingPhoneAt, type PendingPhone } from '../domain/records/phone-record';
import { requireFreshSession } from '../domain/sensitive';
import { FactorNeededError } from '../domain/ways-in-errors';
import { PhoneRefusedError } from './errors';
import { secondFactorOf } from './second-factor';
import type { Parts } from './parts';

/** `POST /auth/phone`: texts a code to a phone that is to stand in for another factor (IDN-6). Off unless countries are configured. */
export async function requestPhone(parts: Parts, request: Request<{ readonly number: string }>): Promise<Reply> {
  const person = personOf(request);
  const { value: account } = (await requireFreshSession(parts, person, { stepUp: true })).account;
  const { number } = request.body;
  const country = countryOfNumber(number, parts.smsRules.countries);
  if (country === undefined) throw new PhoneRefusedError(parts.smsRules.countries);
  if (secondFactorOf(account) === undefined) throw new FactorNeededError();
  const sealedNumber = await parts.fields.seal(account, 'phone-number', number);
  const sent = await sendSmsCode({ ...parts, peppers: parts.rings.peppers }, parts.smsRules, account, { number, purpose: 'phone' }, secondsOf(parts.clock));
  const pending = { sealedNumber, ending: number.slice(-2), country, sent, session: person.session };
  await untilCommitted(() => keep(parts, account.id, pending));
  return { status: 202, body: {} };
}

async function keep(parts: Parts, account: string, value: PendingPhone): Promise<PendingPhone | undefined> {
  const place = { kind: PENDING_PHONE, at: pendingPhoneAt(account) };
  const found = await parts.store.get(place);
  const record = { ...place, value, expiresAt: secondsOf(parts.clock) + SMS_CODE_SECONDS };
  const change: Change = found === undefined ? { action: 'create', ...record } : { action: 'replace', ...record, version: found.version };
  return (await parts.store.commit([change], [])) ? value : undefined;
}
