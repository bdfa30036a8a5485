import type { RequestFacts } from '../../shared/http/request';
import { secondsOf } from '../../shared/seconds-of';
import type { Change, Found } from '../../shared/store/record-store';
import { untilCommitted } from '../../shared/store/until-committed';
import { aboutAccount } from '../domain/about-account';
import type { Account } from '../domain/account';
import { readAccount } from '../domain/read-account';
import { accountAt, accountRecord } from '../domain/records/account-record';
import { ERASURE_REQUEST, erasureRequestAt, type ErasureRequest, type HoldReason } from '../domain/records/erasure-request-record';
import { revokeAllSessions } from '../domain/session-limits';
import { leaveTenant, type Leaving } from '../domain/tenants/leave-tenant';
import { AccountMissingError } from './errors';
import type { Parts } from './parts';

/** What a person does about each reason. */
const WORDS: Readonly<Record<HoldReason, string>> = {
  'last-owner': 'You are the last owner of an organisation with other members: make somebody else an owner.',
  restricted: 'The processing of your data is restricted: lift the restriction.',
};

/** How far an erasure that was due came. */
export type Beginning = 'begun' | 'cancelled' | 'held';

/**
 * Begins an erasure, after which it isn't cancelled any more: in one transaction the account is suspended, all its sessions end, and
 * it leaves its tenant. What it is held by is told to its person once.
 * @throws {AccountMissingError}
 */
export async function begin(parts: Parts, id: string, facts: RequestFacts): Promise<Beginning> {
  const { outcome, account, held } = await untilCommitted(() => attempt(parts, id, facts));
  if (account !== undefined && held !== undefined) await parts.notices.tell(account, { kind: 'erasure-held', values: { reason: WORDS[held] } }, facts);
  return outcome;
}

interface Attempt {
  readonly outcome: Beginning;
  readonly account?: Account;
  /** What is to be told. */
  readonly held?: HoldReason;
}

async function attempt(parts: Parts, id: string, facts: RequestFacts): Promise<Attempt | undefined> {
  const request = await parts.store.get({ kind: ERASURE_REQUEST, at: erasureRequestAt(id) });
  if (request === undefined) return { outcome: 'cancelled' };
  if (request.value.begun !== undefined) return { outcome: 'begun' };
  const account = await readAccount(parts.store, id);
  if (account === undefined) throw new AccountMissingError();
  const leaving = account.value.restriction === undefined ? await leaveTenant(parts.store, account.value) : 'restricted';
  if (leaving === undefined || leaving === 'restricted') return hold(parts, facts, { request, account: account.value, reason: leaving ?? 'last-owner' });
  const event = await parts.audit.event({ action: 'account.erasure.begun', result: 'success', ...aboutAccount(account.value) }, facts);
  return (await parts.store.commit(changesOf(account, request, leaving, secondsOf(parts.clock)), [event])) ? { outcome: 'begun' } : undefined;
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
      value: { ...request.value, held: undefined, begun: { at: now, endsTenant } },
      version: request.version,
    },
    ...changes,
  ];
}

interface Holding {
  readonly request: Found<ErasureRequest>;
  readonly account: Account;
  readonly reason: HoldReason;
}

async function hold({ store, audit }: Parts, facts: RequestFacts, { request, account, reason }: Holding): Promise<Attempt | undefined> {
  if (request.value.held === reason) return { outcome: 'held' };
  const value: ErasureRequest = { ...request.value, held: reason };
  const change = { action: 'replace', kind: ERASURE_REQUEST, at: erasureRequestAt(account.id), value, version: request.version } as const;
  const event = await audit.event({ action: 'account.erasure.held', result: 'failure', ...aboutAccount(account), details: { reason } }, facts);
  return (await store.commit([change], [event])) ? { outcome: 'held', account, held: reason } : undefined;
}
