import type { AuditFacts } from '../../shared/audit/event';
import type { Permission } from '../../shared/contract';
import { personOf } from '../../shared/http/principal';
import type { Request } from '../../shared/http/request';
import type { KeptAnswer } from '../../shared/idempotency/kept-answer';
import { replayOf, type KeptReply } from '../../shared/idempotency/write';
import type { Change } from '../../shared/store/record-store';
import { untilCommitted } from '../../shared/store/until-committed';
import { accountAt, accountRecord } from '../domain/records/account-record';
import { unlessChanged, unlessRevoked } from '../domain/sensitive';
import { rewriteTenant } from '../domain/tenants/read-tenant';
import type { Tenant } from '../domain/tenants/tenant';
import type { TenantParts } from './parts';
import { requireAdministrator, type Administrator } from './require-administrator';

/** What an administrator does. */
export interface Act<Outcome> {
  /** The tenant after it. @default as it is */
  readonly tenant?: Tenant;
  readonly changes: readonly Change[];
  readonly facts: Pick<AuditFacts, 'action' | 'details' | 'personal' | 'resource'>;
  readonly outcome: Outcome;
}

/**
 * Changes something in the caller's tenant after a step-up of at most five minutes ago (IDN-14), with its event, in one transaction
 * (AUD-2). Each act writes the tenant's record anew, so of two at once the second is decided on what the first left, with the rights
 * that the first left its actor.
 * @param decide is asked again when something else was faster
 */
export async function administrate<Outcome>(
  parts: TenantParts,
  request: Request<unknown>,
  permission: Permission,
  decide: (administrator: Administrator) => Act<Outcome> | Promise<Act<Outcome>>,
): Promise<Outcome> {
  const { outcome } = await untilCommitted(async () => {
    const administrator = await requireAdministrator(parts, personOf(request), permission, { stepUp: true });
    const act = await decide(administrator);
    return (await carryOut(parts, request, administrator, act)) ? act : undefined;
  });
  return outcome;
}

/** What an administrator makes: what of it is needed afterwards, and the answer. */
export interface Making<Made> extends Act<Made> {
  readonly reply: KeptReply;
}

/**
 * The same for what is made: once under an `Idempotency-Key` (AVL-4).
 * @returns also what was made, unless it had been before
 * @throws {IdempotencyKeyReusedError}; as {@link administrate}
 */
export async function makeOnce<Made>(
  parts: TenantParts,
  request: Request<unknown>,
  kept: KeptAnswer<KeptReply>,
  decide: (administrator: Administrator) => Promise<Making<Made>>,
): Promise<{ readonly reply: KeptReply; readonly made?: Made }> {
  return untilCommitted(async () => {
    const administrator = await requireAdministrator(parts, personOf(request), 'users:write', { stepUp: true });
    const before = await kept.before();
    if (before !== undefined) return { reply: replayOf(before) };
    const { reply, outcome: made, ...act } = await decide(administrator);
    const changes = [...act.changes, ...(await kept.keep(reply))];
    return (await carryOut(parts, request, administrator, { ...act, changes })) ? { reply, made } : undefined;
  });
}

async function carryOut(parts: TenantParts, request: Request<unknown>, administrator: Administrator, act: Omit<Act<unknown>, 'outcome'>): Promise<boolean> {
  const { id: account, tenant } = administrator.account.value;
  const event = await parts.audit.event({ ...act.facts, result: 'success', account, tenant }, request);
  return parts.store.commit(changesOf(administrator, act), [event]);
}

/** The actor must still be as they were read, where the act doesn't change them itself. */
function changesOf({ account, session, tenant }: Administrator, act: Pick<Act<unknown>, 'changes' | 'tenant'>): readonly Change[] {
  const actor = accountAt(account.value.id);
  const changesActor = act.changes.some(({ kind, at }) => kind === accountRecord && at.owner === actor.owner);
  return [
    ...rewriteTenant(tenant, act.tenant ?? tenant.value, account.value),
    ...act.changes,
    ...(changesActor ? [] : [unlessChanged(account)]),
    unlessRevoked(session),
  ];
}
