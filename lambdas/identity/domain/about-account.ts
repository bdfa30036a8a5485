import type { AuditFacts } from '../../shared/audit/event';
import type { Account } from './account';

/** Of an event that happened to an account: what it happened to, and whose it is. */
export function aboutAccount({ id, tenant }: Pick<Account, 'id' | 'tenant'>): Required<Pick<AuditFacts, 'account' | 'resource' | 'tenant'>> {
  return { resource: `account/${id}`, account: id, tenant };
}
