import type { Reply, Request, RequestFacts } from '../../shared/http/request';
import { secondsOf } from '../../shared/seconds-of';
import { CodeRefusedError } from '../domain/code-errors';
import { EMAIL_USE, findAccountByEmail } from '../domain/find-account-by-email';
import { checkCode, type AcceptedCode } from '../domain/mailed-code';
import { makeAccount } from '../domain/make-account';
import { newAccount } from '../domain/new-account';
import { acceptPassword } from '../domain/password-policy';
import { takeCodeBudget } from './limits';
import type { Parts } from './parts';
import { recordRefusals } from './record-refusals';

/** What `POST /auth/register/confirm` takes. */
export interface Confirmation {
  readonly registration: string;
  readonly code: string;
  readonly password: string;
}

/** `POST /auth/register/confirm`: makes the account, in a tenant of its own. It signs nobody in. */
export async function confirmRegistration(parts: Parts, request: Request<Confirmation>): Promise<Reply> {
  const { registration, code, password } = request.body;
  await takeCodeBudget(parts, request);
  const facts = { action: 'account.confirmed', resource: `registration/${registration}` } as const;
  const accepted = await recordRefusals(parts, request, facts, () => checkUnused(parts, { id: registration, code }));
  await make(parts, request, accepted, await acceptPassword(password, accepted.email));
  return { status: 204 };
}

/** Since the code was mailed, somebody else may have confirmed the same address. */
async function checkUnused(parts: Parts, answer: { readonly id: string; readonly code: string }): Promise<AcceptedCode> {
  const accepted = await checkCode(parts, 'registration', answer);
  if ((await findAccountByEmail(parts.store, parts.rings.hashKeys, accepted.email)) !== undefined) throw new CodeRefusedError();
  return accepted;
}

async function make(parts: Parts, request: RequestFacts, { email, used }: AcceptedCode, password: string): Promise<void> {
  const now = secondsOf(parts.clock);
  const account = newAccount({ emailHash: await parts.rings.hashKeys.hash(EMAIL_USE, email), hasPassword: true, passwordChangedAt: now }, now);
  const createUser = () => parts.pool.create(account.id, email, password);
  await makeAccount(parts, { account, createUser, changes: [used], facts: [{ action: 'account.confirmed' }] }, request);
}
