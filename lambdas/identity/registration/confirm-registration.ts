import type { Reply, Request, RequestFacts } from '../../shared/http/request';
import { secondsOf } from '../../shared/seconds-of';
import { CodeRefusedError } from '../domain/code-errors';
import { EMAIL_USE, findAccountByEmail } from '../domain/find-account-by-email';
import { checkCode, type AcceptedCode } from '../domain/mailed-code';
import { makeAccount } from '../domain/make-account';
import { newAccount } from '../domain/new-account';
import { readInvitation, type Joining } from '../domain/tenants/invitations';
import { acceptPassword } from '../domain/password-policy';
import { takeCodeBudget } from './limits';
import type { Parts } from './parts';
import { recordRefusals } from './record-refusals';

/** What `POST /auth/register/confirm` takes. */
export interface Confirmation {
  readonly registration: string;
  readonly code: string;
  readonly password: string;
  /** The code of an invitation to this address: then the account is made in the tenant that invites. */
  readonly invitation?: string | undefined;
}

/** `POST /auth/register/confirm`: makes the account, in a tenant of its own or in one that invites (decision 0121). It signs nobody in. */
export async function confirmRegistration(parts: Parts, request: Request<Confirmation>): Promise<Reply> {
  const { registration, code, password, invitation } = request.body;
  await takeCodeBudget(parts, request);
  const facts = { action: 'account.confirmed', resource: `registration/${registration}` } as const;
  const accepted = await recordRefusals(parts, request, facts, () => checkUnused(parts, { id: registration, code }));
  const joining = invitation === undefined ? undefined : await readInvitation(parts, invitation, accepted.email);
  await make(parts, request, { accepted, joining, password: await acceptPassword(password, accepted.email) });
  return { status: 204 };
}

/** Since the code was mailed, somebody else may have confirmed the same address. */
async function checkUnused(parts: Parts, answer: { readonly id: string; readonly code: string }): Promise<AcceptedCode> {
  const accepted = await checkCode(parts, 'registration', answer);
  if ((await findAccountByEmail(parts.store, parts.rings.hashKeys, accepted.email)) !== undefined) throw new CodeRefusedError();
  return accepted;
}

interface Confirmed {
  readonly accepted: AcceptedCode;
  readonly joining: Joining | undefined;
  readonly password: string;
}

async function make(parts: Parts, request: RequestFacts, { accepted, joining, password }: Confirmed): Promise<void> {
  const now = secondsOf(parts.clock);
  const { email, used } = accepted;
  const where = joining === undefined ? {} : { tenant: joining.tenant.id, roles: [joining.role] };
  const emailHash = await parts.rings.hashKeys.hash(EMAIL_USE, email);
  const account = newAccount({ emailHash, hasPassword: true, passwordChangedAt: now, ...where }, now);
  const createUser = () => parts.pool.create(account.id, email, password);
  const changes = [used, ...(joining?.changesFor(account.id) ?? [])];
  const joined = joining === undefined ? [] : [{ action: 'member.joined', details: { role: joining.role } } as const];
  await makeAccount(parts, { account, email, createUser, changes, facts: [{ action: 'account.confirmed' }, ...joined] }, request);
}
