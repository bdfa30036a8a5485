import { randomUUID } from 'node:crypto';
import type { AuditFacts } from '../../shared/audit/event';
import type { Request } from '../../shared/http/request';
import type { KeyedHash } from '../../shared/rings/key-ring';
import { secondsOf } from '../../shared/seconds-of';
import { ConflictError } from '../../shared/store/errors';
import type { Change, Found } from '../../shared/store/record-store';
import type { Account, Link } from '../domain/account';
import { isEmailAddress } from '../domain/email-address';
import { EMAIL_USE, findAccountByEmail } from '../domain/find-account-by-email';
import { normaliseEmail } from '../domain/normalise-email';
import { accountAt, accountRecord } from '../domain/records/account-record';
import { emailAt, emailRecord } from '../domain/records/email-record';
import { linkAt, linkRecord } from '../domain/records/link-record';
import { REGISTRATION, registrationAt, type RegistrationRecord } from '../domain/records/registration-record';
import { AddressTakenError, EmailUnverifiedError } from './errors';
import type { Identity } from './identity';
import type { SsoParts } from './parts';
import type { Provider } from './provider';

/** The user is made at once, so that pre sign-up needs the record for no longer. */
const VERIFIED_SECONDS = 60;

/**
 * Makes the account of a person whom the provider vouches for, in a tenant of its own. An account that has the address is never
 * joined: who controls an address at some provider would control the account.
 * @throws {EmailUnverifiedError} {AddressTakenError} {ConflictError}
 */
export async function createAccount(parts: SsoParts, provider: Provider, identity: Identity, request: Request): Promise<Found<Account>> {
  const { store, rings, pool, clock } = parts;
  if (identity.verifiedEmail === undefined || !isEmailAddress(identity.verifiedEmail)) throw new EmailUnverifiedError();
  const email = normaliseEmail(identity.verifiedEmail);
  if ((await findAccountByEmail(store, rings.hashKeys, email)) !== undefined) throw new AddressTakenError();
  const now = secondsOf(clock);
  const link: Link = { provider: provider.id, issuer: identity.issuer, subject: identity.subject, linkedAt: now };
  const account = newAccount(await rings.hashKeys.hash(EMAIL_USE, email), link, now);
  await vouch(parts, account);
  try {
    // The user first: without the account's record nobody signs in as it.
    await pool.createWithoutPassword(account.id, email);
    await write(parts, account, link, request);
  } catch (error) {
    await takeBack(parts, request, account);
    throw error;
  }
  return { value: account, version: 1 };
}

/** The record without which pre sign-up lets nobody in (IDN-1). */
async function vouch({ store }: SsoParts, { id, emailHash, createdAt }: Account): Promise<void> {
  const value: RegistrationRecord = { emailHash, attempts: 0, verified: true, createdAt };
  const change: Change = { action: 'create', kind: REGISTRATION, at: registrationAt(id), value, expiresAt: createdAt + VERIFIED_SECONDS };
  if (!(await store.commit([change], []))) throw new ConflictError();
}

async function write({ store, audit }: SsoParts, account: Account, link: Link, request: Request): Promise<void> {
  const changes: Change[] = [
    { action: 'create', kind: accountRecord, at: accountAt(account.id), value: account },
    { action: 'create', kind: emailRecord, at: emailAt(account.emailHash), value: { account: account.id } },
    { action: 'create', kind: linkRecord, at: linkAt(link), value: { account: account.id } },
    { action: 'delete', kind: REGISTRATION, at: registrationAt(account.id), version: 1 },
  ];
  const whose = { result: 'success', resource: `account/${account.id}`, account: account.id, tenant: account.tenant } as const;
  const facts: AuditFacts[] = [
    { action: 'account.confirmed', ...whose, details: { provider: link.provider } },
    { action: 'account.linked', ...whose, details: { provider: link.provider } },
  ];
  if (!(await store.commit(changes, await Promise.all(facts.map((one) => audit.event(one, request)))))) throw new ConflictError();
}

async function takeBack({ pool, log }: SsoParts, { correlationId }: Request, { id }: Account): Promise<void> {
  await pool.delete(id).catch((error: unknown) => {
    const name = error instanceof Error ? error.name : 'unknown';
    log({ level: 'error', message: 'A user without an account stays in the pool.', user: id, error: name, correlationId });
  });
}

function newAccount(emailHash: KeyedHash, link: Link, now: number): Account {
  const none = { passkeys: [], recoveryCodes: [], devices: [] };
  const ids = { id: randomUUID(), tenant: randomUUID() };
  return { ...ids, roles: ['OWNER'], status: 'active', emailHash, hasPassword: false, createdAt: now, ...none, links: [link], sessionsValidFrom: now };
}
