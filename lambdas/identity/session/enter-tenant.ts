import type { Person, Reply, RequestFacts, TenantEntry } from '../../shared/http/request';
import { isoTime } from '../../shared/iso-time';
import { secondsOf } from '../../shared/seconds-of';
import type { Change } from '../../shared/store/record-store';
import { untilCommitted } from '../../shared/store/until-committed';
import { replaceSession } from '../domain/end-session';
import { unlessChanged, type FreshSession } from '../domain/sensitive';
import { OwnTenantError, TenantEnteredError } from './errors';
import type { SessionParts } from './parts';
import { requireSuperAdmin } from './require-super-admin';
import type { EnterTenantBody } from './schemas';

/** In seconds. */
const LONGEST = 60 * 60;

/**
 * `POST /auth/tenant-entries` (AZN-5): for an hour at most, and no longer than the session, a SUPER_ADMIN acts in another tenant.
 * They must have proved who they are a moment ago, say why, and are told of it on every channel.
 * @throws {OwnTenantError} for their own tenant
 * @throws {TenantEnteredError} when they are in another one; as {@link requireSuperAdmin}
 */
export async function enterTenant(parts: SessionParts, person: Person, { tenant, reason }: EnterTenantBody, request: RequestFacts): Promise<Reply> {
  const { account, entry, now } = await untilCommitted(async () => {
    const fresh = await requireSuperAdmin(parts, person, { stepUp: true });
    const at = secondsOf(parts.clock);
    const made = entryFor(fresh, tenant, at);
    const event = await parts.audit.event(factsOf(fresh, made, reason), request);
    return (await parts.store.commit(changesFor(fresh, made), [event])) ? { account: fresh.account.value, entry: made, now: at } : undefined;
  });
  const minutes = String(Math.floor((entry.expiresAt - now) / 60));
  await parts.notices.tell(account, { kind: 'tenant-entered', values: { tenant, minutes } }, request);
  return { status: 201, body: { tenant, expires_at: isoTime(entry.expiresAt) } };
}

function entryFor({ account, session }: FreshSession, tenant: string, now: number): TenantEntry {
  const { entered, endsAt } = session.value;
  if (tenant === account.value.tenant) throw new OwnTenantError();
  if (entered !== undefined && now < entered.expiresAt) throw new TenantEnteredError();
  return { tenant, expiresAt: Math.min(now + LONGEST, endsAt) };
}

/** The account must still be as it was read: it may lose its role at the same time. */
function changesFor({ account, session }: FreshSession, entered: TenantEntry): readonly Change[] {
  return [replaceSession({ ...session.value, entered }, session.version), unlessChanged(account)];
}

function factsOf({ account, session }: FreshSession, { tenant, expiresAt }: TenantEntry, reason: string) {
  const { id, tenant: home } = account.value;
  const details = { home, session: session.value.id, expiresAt };
  return { action: 'tenant.entered', result: 'success', resource: `tenant/${tenant}`, account: id, tenant, details, personal: { reason } } as const;
}
