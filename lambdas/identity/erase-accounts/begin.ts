import type { RequestFacts } from '../../shared/http/request';
import { secondsOf } from '../../shared/seconds-of';
import type { Change, Found } from '../../shared/store/record-store';
import { untilCommitted } from '../../shared/store/until-committed';
import { aboutAccount } from '../domain/about-account';
import type { Account } from '../domain/account';
import type { Message } from '../domain/mail';
import { readAccount } from '../domain/read-account';
import { accountAt, accountRecord } from '../domain/records/account-record';
import { ERASURE_REQUEST, erasureRequestAt, type ErasureRequest } from '../domain/records/erasure-request-record';
import { revokeAllSessions } from '../domain/session-limits';
import { leaveTenant, type Leaving } from '../domain/tenants/leave-tenant';
import { AccountMissingError } from './errors';
import type { Parts } from './parts';

/** Why an erasure that is due lapses, and what a person does about it. */
const WORDS = {
  'last-owner': 'You are the last owner of an organisation with other members: make somebody else an owner.',
  restricted: 'The processing of your data is restricted: lift the restriction.',
} as const;

/** How far an erasure that was due came. */
export type Beginning = 'begun' | 'cancelled' | 'lapsed';

/**
 * Begins an erasure, after which it isn't cancelled any more: in one transaction the account is suspended, all its sessions end, and
 * it leaves its tenant. One that can't begin when it is due lapses: begun whenever its hindrance ends, it would come unannounced. Each
 * is told once.
 * @throws {AccountMissingError}
 */
export async function begin(parts: Parts, id: string, facts: RequestFacts): Promise<Beginning> {
  const { outcome, told } = await untilCommitted(() => attempt(parts, id, facts));
  if (told !== undefined) await parts.notices.tell(told.account, told.message, facts);
  return outcome;
}

interface Attempt {
  readonly outcome: Beginning;
  /** Whom what is to be told. */
  readonly told?: { readonly account: Account; readonly message: Message };
}

async function attempt(parts: Parts, id: string, facts: RequestFacts): Promise<Attempt | undefined> {
  const request = await parts.store.get({ kind: ERASURE_REQUEST, at: erasureRequestAt(id) });
  if (request === undefined) return { outcome: 'cancelled' };
  if (request.value.begun !== undefined) return { outcome: 'begun' };
  const account = await readAccount(parts.store, id);
  if (account === undefined) throw new AccountMissingError();
  const leaving = account.value.restriction === undefined ? await leaveTenant(parts.store, account.value) : 'restricted';
  if (leaving === undefined || leaving === 'restricted') return lapse(parts, facts, { request, account: account.value, reason: leaving ?? 'last-owner' });
  const event = await parts.audit.event({ action: 'account.erasure.begun', result: 'success', ...aboutAccount(account.value) }, facts);
  if (!(await parts.store.commit(changesOf(account, request, leaving, secondsOf(parts.clock)), [event]))) return undefined;
  return { outcome: 'begun', told: { account: account.value, message: { kind: 'erasure-begun', values: {} } } };
}

function changesOf(account: Found<Account>, request: Found<ErasureRequest>, { endsTenant, changes }: Leaving, now: number): readonly Change[] {
  const { id } = account.value;
  const suspended: Account = { ...revokeAllSessions(account.value, now), status: 'suspended' };
  return [
    { action: 'replace', kind: accountRecord, at: accountAt(id), value: suspended, version: account.version },
    {
      action: 'replace',
      kind: ERASURE_REQUEST,
      at: erasureRequestAt(id),
      value: { ...request.value, begun: { at: now, endsTenant } },
      version: request.version,
    },
    ...changes,
  ];
}

interface Lapse {
  readonly request: Found<ErasureRequest>;
  readonly account: Account;
  readonly reason: keyof typeof WORDS;
}

async function lapse({ store, audit }: Parts, facts: RequestFacts, { request, account, reason }: Lapse): Promise<Attempt | undefined> {
  const change = { action: 'delete', kind: ERASURE_REQUEST, at: erasureRequestAt(account.id), version: request.version } as const;
  const event = await audit.event({ action: 'account.erasure.lapsed', result: 'failure', ...aboutAccount(account), details: { reason } }, facts);
  if (!(await store.commit([change], [event]))) return undefined;
  return { outcome: 'lapsed', told: { account, message: { kind: 'erasure-lapsed', values: { reason: WORDS[reason] } } } };
}
