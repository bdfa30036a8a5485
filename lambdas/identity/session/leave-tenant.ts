import type { Person, Reply, RequestFacts } from '../../shared/http/request';
import { untilCommitted } from '../../shared/store/until-committed';
import { replaceSession } from '../domain/end-session';
import type { SessionParts } from './parts';
import { requireSuperAdmin } from './require-super-admin';

/**
 * `DELETE /auth/tenant-entries/current`: back in their own tenant from the next request on. Who is there already is told the same.
 * @throws as {@link requireSuperAdmin}
 */
export async function leaveTenant(parts: SessionParts, person: Person, request: RequestFacts): Promise<Reply> {
  return untilCommitted(async () => {
    const { account, session } = await requireSuperAdmin(parts, person);
    const { entered, ...atHome } = session.value;
    if (entered === undefined) return { status: 204 };
    const { id, tenant: home } = account.value;
    const facts = { action: 'tenant.left', result: 'success', resource: `tenant/${entered.tenant}`, account: id, tenant: entered.tenant } as const;
    const event = await parts.audit.event({ ...facts, details: { home, session: atHome.id } }, request);
    return (await parts.store.commit([replaceSession(atHome, session.version)], [event])) ? { status: 204 } : undefined;
  });
}
