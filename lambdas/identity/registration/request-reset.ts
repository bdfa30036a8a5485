import type { Reply, Request } from '../../shared/http/request';
import { ConflictError } from '../../shared/store/errors';
import type { Account } from '../domain/account';
import { findAccountByEmail } from '../domain/find-account-by-email';
import type { Message } from '../domain/mail';
import { drawCode } from '../domain/mailed-code';
import { normaliseEmail } from '../domain/normalise-email';
import { takeMailBudget } from './limits';
import type { Parts } from './parts';

/**
 * `POST /auth/password/reset`: mails a code to an address; to one without an account, or of an account without a password, a mail
 * that says so. The answer, the calls and what is stored are the same for all (IDN-12).
 */
export async function requestReset(parts: Parts, request: Request<{ readonly email: string }>): Promise<Reply> {
  const email = normaliseEmail(request.body.email);
  const mayMail = await takeMailBudget(parts, request, email);
  const account = (await findAccountByEmail(parts.store, parts.rings.hashKeys, email))?.value;
  const whoseCode = account?.hasPassword === true ? account.id : undefined;
  const code = await drawCode(parts, { purpose: 'password-reset', email, account: whoseCode, isMailed: mayMail && whoseCode !== undefined });
  const whose = account === undefined ? {} : { account: account.id, tenant: account.tenant };
  const facts = { action: 'password.reset.requested', result: 'success', resource: `password-reset/${code.id}`, personal: { email }, ...whose } as const;
  if (!(await parts.store.commit([code.change], [await parts.audit.event(facts, request)]))) throw new ConflictError();
  if (mayMail) await parts.mail.send(email, messageTo(account, code.code));
  return { status: 202, body: { reset: code.id } };
}

/** Who comes by single sign-on alone gets no password by mail: it would outlive the account at their provider. */
function messageTo(account: Account | undefined, code: string): Message {
  if (account === undefined) return { kind: 'reset-of-an-unknown-address', values: {} };
  return account.hasPassword ? { kind: 'confirm-password-reset', values: { code } } : { kind: 'reset-without-a-password', values: {} };
}
