import type { Reply, Request } from '../../shared/http/request';
import type { Phone } from '../domain/account';
import { changeAccount } from './change-account';
import { NoSuchFactorError } from './errors';
import type { Parts } from './parts';

/** `DELETE /auth/phone`. The phone is told, too, with what was its account until now. */
export async function removePhone(parts: Parts, request: Request): Promise<Reply> {
  let phone: Phone | undefined;
  const account = await changeAccount(parts, request, ({ account: { value } }) => {
    if (value.phone === undefined) throw new NoSuchFactorError();
    ({ phone } = value);
    return { account: { ...value, phone: undefined }, facts: [{ action: 'factor.removed', details: { factor: 'sms' } }] };
  });
  await parts.notices.tell({ ...account, phone }, { kind: 'factor-removed', values: { factor: 'text messages' } }, request);
  return { status: 204 };
}
