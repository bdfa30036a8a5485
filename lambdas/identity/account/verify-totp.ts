import { personOf } from '../../shared/http/principal';
import type { Reply, Request } from '../../shared/http/request';
import { secondsOf } from '../../shared/seconds-of';
import type { Account, Totp } from '../domain/account';
import { takeOrRefuse } from '../domain/budget';
import { CodeRefusedError } from '../domain/code-errors';
import { newRecoveryCodes, type NewRecoveryCodes } from '../domain/factors/recovery-codes';
import { acceptedStep } from '../domain/factors/totp';
import { ENROLMENT, enrolmentAt } from '../domain/records/enrolment-record';
import type { FreshSession } from '../domain/sensitive';
import { changeAccount, recordFailure, type Decision } from './change-account';
import { NoSuchFactorError } from './errors';
import { ENROLMENT_CODES } from './limits';
import type { Parts } from './parts';

const NO_STEP = -1;

/** What `POST /auth/mfa/verify` takes. */
export interface TotpVerification {
  readonly totp_code: string;
}

/** `POST /auth/mfa/verify`: a code of the app that was set up makes it the account's, and gives ten recovery codes, this once (IDN-4, IDN-7). */
export async function verifyTotp(parts: Parts, request: Request<TotpVerification>): Promise<Reply> {
  const person = personOf(request);
  await takeOrRefuse(parts.counters, ENROLMENT_CODES, person.account);
  const codes = await newRecoveryCodes(parts.rings.peppers, { id: person.account });
  const account = await changeAccount(parts, request, (fresh) => enrol(parts, request, fresh, codes));
  await parts.notices.tell(account, { kind: 'factor-added', values: { factor: 'authenticator app' } }, request);
  return { status: 200, body: { recovery_codes: codes.codes } };
}

async function enrol(
  parts: Parts,
  request: Request<TotpVerification>,
  { account: { value: account }, session }: FreshSession,
  codes: NewRecoveryCodes,
): Promise<Decision> {
  const place = { kind: ENROLMENT, at: enrolmentAt(account.id) };
  const found = await parts.store.get(place);
  if (found?.value.session !== session.value.id) throw new NoSuchFactorError();
  const totp = await provenTotp(parts, request, account, found.value.sealedSecret);
  return {
    account: { ...account, totp, recoveryCodes: codes.hashes },
    changes: [{ action: 'delete', ...place, version: found.version }],
    facts: [{ action: 'factor.added', details: { factor: 'totp', replaced: account.totp !== undefined } }, { action: 'recovery-codes.renewed' }],
  };
}

/** The code that proves it is used up by that (RFC 6238 §5.2). */
async function provenTotp(parts: Parts, request: Request<TotpVerification>, account: Account, sealedSecret: string): Promise<Totp> {
  const now = secondsOf(parts.clock);
  const lastStep = await acceptedStep(await parts.fields.open(account, 'totp-secret', sealedSecret), request.body.totp_code, now, NO_STEP);
  if (lastStep === undefined) {
    await recordFailure(parts, request, account, { action: 'factor.added', result: 'failure', details: { factor: 'totp' } });
    throw new CodeRefusedError();
  }
  return { sealedSecret, enrolledAt: now, lastStep };
}
