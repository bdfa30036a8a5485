import type { Reply, Request } from '../../shared/http/request';
import type { Account } from '../domain/account';
import { changeAccount, type Decision } from './change-account';
import { FactorNeededError, NoSuchFactorError } from './errors';
import type { Parts } from './parts';

/** `DELETE /auth/mfa`: removes the authenticator app, and the recovery codes with the last factor that they stand in for. */
export async function removeTotp(parts: Parts, request: Request): Promise<Reply> {
  const account = await changeAccount(parts, request, ({ account: { value } }) => decide(value));
  await parts.notices.tell(account, { kind: 'factor-removed', values: { factor: 'authenticator app' } }, request);
  return { status: 204 };
}

function decide(account: Account): Decision {
  if (account.totp === undefined) throw new NoSuchFactorError();
  const isLast = account.passkeys.length === 0;
  if (isLast && account.phone !== undefined) throw new FactorNeededError();
  return {
    account: { ...account, totp: undefined, recoveryCodes: isLast ? [] : account.recoveryCodes },
    facts: [{ action: 'factor.removed', details: { factor: 'totp' } }],
  };
}
