import type { Reply, Request } from '../../shared/http/request';
import type { Account } from '../domain/account';
import { withoutStandIns } from '../domain/ways-in';
import { changeAccount, type Decision } from './change-account';
import { NoSuchFactorError } from './errors';
import type { Parts } from './parts';

/** `DELETE /auth/mfa`: removes the authenticator app, and the recovery codes with the last factor that they stand in for. */
export async function removeTotp(parts: Parts, request: Request): Promise<Reply> {
  const account = await changeAccount(parts, request, ({ account: { value } }) => decide(value));
  await parts.notices.tell(account, { kind: 'factor-removed', values: { factor: 'authenticator app' } }, request);
  return { status: 204 };
}

function decide(account: Account): Decision {
  if (account.totp === undefined) throw new NoSuchFactorError();
  return { account: withoutStandIns({ ...account, totp: undefined }), facts: [{ action: 'factor.removed', details: { factor: 'totp' } }] };
}
