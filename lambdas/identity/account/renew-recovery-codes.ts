import { personOf } from '../../shared/http/principal';
import type { Reply, Request } from '../../shared/http/request';
import { newRecoveryCodes } from '../domain/factors/recovery-codes';
import { changeAccount } from './change-account';
import { FactorNeededError } from '../domain/ways-in-errors';
import { secondFactorOf } from './second-factor';
import type { Parts } from './parts';

/** `POST /auth/recovery-codes`: ten new codes, shown this once; the ones before are void (IDN-7). */
export async function renewRecoveryCodes(parts: Parts, request: Request): Promise<Reply> {
  const codes = await newRecoveryCodes(parts.rings.peppers, { id: personOf(request).account });
  const account = await changeAccount(parts, request, ({ account: { value } }) => {
    if (secondFactorOf(value) === undefined) throw new FactorNeededError();
    return { account: { ...value, recoveryCodes: codes.hashes }, facts: [{ action: 'recovery-codes.renewed' }] };
  });
  await parts.notices.tell(account, { kind: 'recovery-codes-renewed', values: {} }, request);
  return { status: 200, body: { recovery_codes: codes.codes } };
}
