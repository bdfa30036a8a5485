import type { Reply, Request } from '../../shared/http/request';
import { ConflictError } from '../../shared/store/errors';
import { findAccountByEmail } from '../domain/find-account-by-email';
import { drawCode } from '../domain/mailed-code';
import { normaliseEmail } from '../domain/normalise-email';
import { takeMailBudget } from './limits';
import type { Parts } from './parts';

/**
 * `POST /auth/register`: mails a code to an address; to one that has an account, a mail that says so. The answer and the calls
 * are the same for both (IDN-2), and so is what is stored: a code that isn't mailed is none.
 */
export async function register(parts: Parts, request: Request<{ readonly email: string }>): Promise<Reply> {
  const email = normaliseEmail(request.body.email);
  const mayMail = await takeMailBudget(parts, request, email);
  const known = (await findAccountByEmail(parts.store, parts.rings.hashKeys, email)) !== undefined;
  const code = await drawCode(parts, { purpose: 'registration', email, isMailed: mayMail && !known });
  const facts = { action: 'account.registered', result: known ? 'failure' : 'success', resource: `registration/${code.id}`, personal: { email } } as const;
  if (!(await parts.store.commit([code.change], [await parts.audit.event(facts, request)]))) throw new ConflictError();
  if (mayMail)
    await parts.mail.send(
      email,
      known ? { kind: 'registration-of-a-known-address', values: {} } : { kind: 'confirm-registration', values: { code: code.code } },
    );
  return { status: 202, body: { registration: code.id } };
}
