import { randomUUID } from 'node:crypto';
import type { Reply, Request, RequestFacts } from '../../shared/http/request';
import type { KeyedHash } from '../../shared/rings/key-ring';
import { secondsOf } from '../../shared/seconds-of';
import { ConflictError } from '../../shared/store/errors';
import type { Change } from '../../shared/store/record-store';
import type { Account } from '../domain/account';
import { CodeRefusedError } from '../domain/code-errors';
import { EMAIL_USE, findAccountByEmail } from '../domain/find-account-by-email';
import { checkCode, type AcceptedCode } from '../domain/mailed-code';
import { acceptPassword } from '../domain/password-policy';
import { accountAt, accountRecord } from '../domain/records/account-record';
import { emailAt, emailRecord } from '../domain/records/email-record';
import { REGISTRATION, registrationAt, type RegistrationRecord } from '../domain/records/registration-record';
import { takeCodeBudget } from './limits';
import type { Parts } from './parts';
import { recordRefusals } from './record-refusals';

/** The user is made at once, so that pre sign-up needs the record for no longer. */
const VERIFIED_SECONDS = 60;

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
  await makeAccount(parts, request, accepted, await acceptPassword(password, accepted.email));
  return { status: 204 };
}

/** Since the code was mailed, somebody else may have confirmed the same address. */
async function checkUnused(parts: Parts, answer: { readonly id: string; readonly code: string }): Promise<AcceptedCode> {
  const accepted = await checkCode(parts, 'registration', answer);
  if ((await findAccountByEmail(parts.store, parts.rings.hashKeys, accepted.email)) !== undefined) throw new CodeRefusedError();
  return accepted;
}

/** The pool's user first: without the account's record nobody signs in as it. When the record can't be written, the user is taken back. */
async function makeAccount(parts: Parts, request: RequestFacts, { email, used }: AcceptedCode, password: string): Promise<void> {
  const account = newAccount(await parts.rings.hashKeys.hash(EMAIL_USE, email), secondsOf(parts.clock));
  await vouch(parts, account);
  try {
    await parts.pool.create(account.id, email, password);
    await write(parts, request, account, used);
  } catch (error) {
    await takeBack(parts, request, account);
    throw error;
  }
}

/** The record without which pre sign-up lets nobody in (IDN-1). */
async function vouch(parts: Parts, { id, emailHash, createdAt }: Account): Promise<void> {
  const value: RegistrationRecord = { emailHash, attempts: 0, verified: true, createdAt };
  const change: Change = { action: 'create', kind: REGISTRATION, at: registrationAt(id), value, expiresAt: createdAt + VERIFIED_SECONDS };
  if (!(await parts.store.commit([change], []))) throw new ConflictError();
}

async function write(parts: Parts, request: RequestFacts, account: Account, used: Change): Promise<void> {
  const changes: Change[] = [
    { action: 'create', kind: accountRecord, at: accountAt(account.id), value: account },
    { action: 'create', kind: emailRecord, at: emailAt(account.emailHash), value: { account: account.id } },
    { action: 'delete', kind: REGISTRATION, at: registrationAt(account.id), version: 1 },
    used,
  ];
  const facts = { action: 'account.confirmed', result: 'success', resource: `account/${account.id}`, account: account.id, tenant: account.tenant } as const;
  if (!(await parts.store.commit(changes, [await parts.audit.event(facts, request)]))) throw new ConflictError();
}

async function takeBack({ pool, log }: Parts, { correlationId }: RequestFacts, { id }: Account): Promise<void> {
  await pool.delete(id).catch((error: unknown) => {
    log({
      level: 'error',
      message: 'A user without an account stays in the pool.',
      user: id,
      error: error instanceof Error ? error.name : 'unknown',
      correlationId,
    });
  });
}

function newAccount(emailHash: KeyedHash, now: number): Account {
  return {
    id: randomUUID(),
    tenant: randomUUID(),
    roles: ['OWNER'],
    status: 'active',
    emailHash,
    hasPassword: true,
    createdAt: now,
    passwordChangedAt: now,
    passkeys: [],
    recoveryCodes: [],
    devices: [],
    links: [],
    sessionsValidFrom: now,
  };
}
