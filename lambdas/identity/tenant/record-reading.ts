import type { AuditFacts } from '../../shared/audit/event';
import { DependencyFailedError } from '../../shared/dependency-failed-error';
import type { Request } from '../../shared/http/request';
import { ConflictError } from '../../shared/store/errors';
import type { TenantParts } from './parts';
import type { Administrator } from './require-administrator';

/** What was read. */
export interface Reading extends Pick<AuditFacts, 'resource'> {
  readonly action: 'invitations.listed' | 'member.read' | 'members.listed';
  /** Of which accounts or invitations somebody saw the address, in full or masked; of none there is no event. */
  readonly addressesOf: readonly string[];
}

/**
 * Who saw whose address is in the trail before the answer leaves, as one event (AUD-2): addresses are personal.
 * @throws {DependencyFailedError} when it can't be written; then there is no answer
 */
export async function recordReading(
  { audit, store }: TenantParts,
  request: Request,
  { account: viewer }: Administrator,
  { action, resource, addressesOf }: Reading,
): Promise<void> {
  if (addressesOf.length === 0) return;
  const { id: account, tenant } = viewer.value;
  const details = { addresses: addressesOf.length };
  const facts = { action, resource, result: 'success', account, tenant, details, personal: { addressesOf: addressesOf.join(' ') } } as const;
  if (!(await store.commit([], [await audit.event(facts, request)]))) throw new DependencyFailedError('recording what was read', new ConflictError());
}
