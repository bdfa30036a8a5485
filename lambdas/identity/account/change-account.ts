import type { AuditFacts } from '../../shared/audit/event';
import { personOf } from '../../shared/http/principal';
import type { Request } from '../../shared/http/request';
import type { Change } from '../../shared/store/record-store';
import { untilCommitted } from '../../shared/store/until-committed';
import { aboutAccount } from '../domain/about-account';
import type { Account } from '../domain/account';
import { accountAt, accountRecord } from '../domain/records/account-record';
import { requireFreshSession, unlessRevoked, type FreshSession } from '../domain/sensitive';
import type { Parts } from './parts';

/** What is decided of an account. */
export interface Decision {
  readonly account: Account;
  readonly changes?: readonly Change[];
  /** The session's own change. @default none, but it must be as it was read: a session that is revoked meanwhile changes nothing */
  readonly session?: Change;
  /** What it does, as the trail says. */
  readonly facts: readonly Pick<AuditFacts, 'action' | 'details' | 'personal'>[];
}

/**
 * Changes the caller's account after a step-up of at most five minutes ago (IDN-14): with its events, in one transaction (AUD-2).
 * @param decide is asked again when something else was faster
 * @param options `stepUp`: false for what ends a change that began after one
 * @returns the account as it is then
 */
export async function changeAccount(
  parts: Parts,
  request: Request<unknown>,
  decide: (fresh: FreshSession) => Decision | Promise<Decision>,
  { stepUp }: { readonly stepUp: boolean } = { stepUp: true },
): Promise<Account> {
  return untilCommitted(async () => {
    const fresh = await requireFreshSession(parts, personOf(request), { stepUp });
    const decision = await decide(fresh);
    const events = await Promise.all(decision.facts.map((facts) => eventOf(parts, request, decision.account, { ...facts, result: 'success' })));
    return (await parts.store.commit(changesOf(fresh, decision), events)) ? decision.account : undefined;
  });
}

/**
 * Puts what was tried, and came to nothing, into the trail.
 * @returns false, and nothing written, when others were faster at one of the changes
 */
export async function recordFailure(
  parts: Parts,
  request: Request<unknown>,
  account: Pick<Account, 'id' | 'tenant'>,
  facts: Pick<AuditFacts, 'action' | 'details'> & { readonly result: 'error' | 'failure' },
  changes: readonly Change[] = [],
): Promise<boolean> {
  return parts.store.commit(changes, [await eventOf(parts, request, account, facts)]);
}

async function eventOf({ audit }: Parts, request: Request<unknown>, account: Pick<Account, 'id' | 'tenant'>, facts: Omit<AuditFacts, 'resource'>) {
  return audit.event({ ...facts, ...aboutAccount(account) }, request);
}

function changesOf({ account, session }: FreshSession, decision: Decision): readonly Change[] {
  return [
    { action: 'replace', kind: accountRecord, at: accountAt(account.value.id), value: decision.account, version: account.version },
    decision.session ?? unlessRevoked(session),
    ...(decision.changes ?? []),
  ];
}
