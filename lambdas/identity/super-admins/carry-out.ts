import type { AuditPort } from '../../shared/audit/audit-port';
import type { Clock } from '../../shared/clock';
import type { RequestFacts } from '../../shared/http/request';
import { secondsOf } from '../../shared/seconds-of';
import type { RecordStore } from '../../shared/store/record-store';
import { untilCommitted } from '../../shared/store/until-committed';
import type { Account } from '../domain/account';
import { accountAt, accountRecord } from '../domain/records/account-record';
import { revokeAllSessions } from '../domain/session-limits';
import { OrderRefusedError } from './errors';
import type { Order } from './order';

/** What orders are carried out with. */
export interface OrderParts {
  readonly store: Pick<RecordStore, 'commit' | 'get'>;
  readonly audit: AuditPort;
  readonly clock: Clock;
}

/** What an account has now. */
export interface Outcome {
  readonly account: string;
  readonly roles: readonly string[];
}

/**
 * Makes an account a SUPER_ADMIN's, or takes the role away; its sessions end, so that no token tells of the roles before. Account and
 * audit event are one transaction. Repeated, it changes nothing.
 * @throws {OrderRefusedError} for an account that there isn't, that is suspended or without a second factor, or that would have no role left
 */
export async function carryOut(parts: OrderParts, { account: id, superAdmin, reason }: Order, request: RequestFacts): Promise<Outcome> {
  return untilCommitted(async () => {
    const found = await parts.store.get({ kind: accountRecord, at: accountAt(id) });
    if (found === undefined) throw new OrderRefusedError('there is no such account.');
    const { value, version } = found;
    if (value.roles.includes('SUPER_ADMIN') === superAdmin) return { account: id, roles: value.roles };
    const roles = superAdmin ? appointed(value) : dismissed(value);
    const changed = { ...revokeAllSessions(value, secondsOf(parts.clock)), roles };
    const action = superAdmin ? 'super-admin.appointed' : 'super-admin.dismissed';
    const facts = { action, result: 'success', resource: `account/${id}`, account: id, tenant: value.tenant, personal: { reason } } as const;
    const event = await parts.audit.event(facts, request);
    const change = { action: 'replace', kind: accountRecord, at: accountAt(id), value: changed, version } as const;
    return (await parts.store.commit([change], [event])) ? { account: id, roles } : undefined;
  });
}

/** Whoever can enter every tenant has more than a password. */
function appointed({ roles, status, totp, passkeys }: Account): Account['roles'] {
  if (status !== 'active') throw new OrderRefusedError('the account is suspended.');
  if (totp === undefined && passkeys.length === 0)
    throw new OrderRefusedError('the account has neither an authenticator app nor a passkey: its person sets one up first.');
  return [...roles, 'SUPER_ADMIN'];
}

function dismissed({ roles }: Account): Account['roles'] {
  const left = roles.filter((role) => role !== 'SUPER_ADMIN');
  if (left.length === 0) throw new OrderRefusedError('the account has no other role, and would be nobody. Suspend it instead.');
  return left;
}
