import type { AuditFacts } from '../../shared/audit/event';
import { personOf } from '../../shared/http/principal';
import type { Request } from '../../shared/http/request';
import { untilCommitted } from '../../shared/store/until-committed';
import { aboutAccount } from '../domain/about-account';
import type { Account } from '../domain/account';
import { accountAt, accountRecord } from '../domain/records/account-record';
import { requireFreshSession, unlessRevoked } from '../domain/sensitive';
import type { Parts } from './parts';

/**
 * Sets the caller's restriction, or lifts it, after a step-up; with its event, in one transaction.
 * @param decide is asked again when something else was faster
 */
export async function changeRestriction(
  parts: Parts,
  request: Request<unknown>,
  facts: Pick<AuditFacts, 'action' | 'details'>,
  decide: (account: Account) => Promise<Account['restriction']>,
): Promise<Account> {
  return untilCommitted(async () => {
    const { account, session } = await requireFreshSession(parts, personOf(request), { stepUp: true });
    const value: Account = { ...account.value, restriction: await decide(account.value) };
    const change = { action: 'replace', kind: accountRecord, at: accountAt(value.id), value, version: account.version } as const;
    const event = await parts.audit.event({ ...facts, result: 'success', ...aboutAccount(value) }, request);
    return (await parts.store.commit([change, unlessRevoked(session)], [event])) ? value : undefined;
  });
}
