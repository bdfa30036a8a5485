import type { AuditPort } from '../../shared/audit/audit-port';
import type { AuditFacts } from '../../shared/audit/event';
import { failureName } from '../../shared/dependency-failed-error';
import type { RequestFacts } from '../../shared/http/request';
import { ConflictError } from '../../shared/store/errors';
import type { KeyRing } from '../../shared/rings/key-ring';
import type { Change, RecordStore } from '../../shared/store/record-store';
import { aboutAccount } from './about-account';
import type { Account } from './account';
import { endLegacyUser } from './migration/end-legacy-user';
import { accountAt, accountRecord } from './records/account-record';
import { emailAt, emailRecord } from './records/email-record';
import { REGISTRATION, registrationAt, type RegistrationRecord } from './records/registration-record';
import type { UserPool } from './user-pool';

/** What an account is made with. */
export interface MakingParts {
  readonly store: RecordStore;
  readonly pool: UserPool;
  readonly rings: { readonly hashKeys: KeyRing };
  readonly audit: AuditPort;
  readonly log: (record: Readonly<Record<string, unknown>>) => void;
}

/** An account whose address is shown to be the person's. */
export interface Making {
  readonly account: Account;
  /** The address: the older system's password for it ends. */
  readonly email: string;
  /** Makes the pool's user of the account's ID. */
  readonly createUser: () => Promise<void>;
  /** What is written with it, such as the end of a code or a link. */
  readonly changes: readonly Change[];
  /** What it does, as the trail says. */
  readonly facts: readonly Pick<AuditFacts, 'action' | 'details'>[];
}

/** The user is made at once, so that pre sign-up needs the record for no longer. */
const VERIFIED_SECONDS = 60;

/**
 * Makes an account and its user. The pool's user first: without the account's record nobody signs in as it. When the record can't be
 * written, the user is taken back.
 * @throws {ConflictError} when somebody was faster with this address
 * @throws {DependencyFailedError} {PasswordRefusedError}
 */
export async function makeAccount(parts: MakingParts, making: Making, request: RequestFacts): Promise<void> {
  await vouch(parts, making.account);
  try {
    await making.createUser();
    await write(parts, making, request);
  } catch (error) {
    await takeBack(parts, making.account, request);
    throw error;
  }
}

/** The record without which pre sign-up lets nobody in (IDN-1). */
async function vouch({ store }: MakingParts, { id, emailHash, createdAt }: Account): Promise<void> {
  const value: RegistrationRecord = { emailHash, verified: true, createdAt };
  const change: Change = { action: 'create', kind: REGISTRATION, at: registrationAt(id), value, expiresAt: createdAt + VERIFIED_SECONDS };
  if (!(await store.commit([change], []))) throw new ConflictError();
}

async function write({ store, rings, audit }: MakingParts, { account, email, changes, facts }: Making, request: RequestFacts): Promise<void> {
  const { id, emailHash } = account;
  const whose = { result: 'success', ...aboutAccount(account) } as const;
  const events = await Promise.all(facts.map((one) => audit.event({ ...one, ...whose }, request)));
  const own: readonly Change[] = [
    { action: 'create', kind: accountRecord, at: accountAt(id), value: account },
    { action: 'create', kind: emailRecord, at: emailAt(emailHash), value: { account: id } },
    { action: 'delete', kind: REGISTRATION, at: registrationAt(id), version: 1 },
    ...(await endLegacyUser(store, rings.hashKeys, email)),
  ];
  if (!(await store.commit([...own, ...changes], events))) throw new ConflictError();
}

async function takeBack({ pool, log }: MakingParts, { id }: Account, { correlationId }: RequestFacts): Promise<void> {
  await pool.delete(id).catch((error: unknown) => {
    log({ level: 'error', message: 'A user without an account stays in the pool.', user: id, error: failureName(error), correlationId });
  });
}
