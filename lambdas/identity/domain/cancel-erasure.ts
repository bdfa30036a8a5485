import type { AuditPort } from '../../shared/audit/audit-port';
import type { RequestFacts } from '../../shared/http/request';
import type { RecordStore } from '../../shared/store/record-store';
import { untilCommitted } from '../../shared/store/until-committed';
import { aboutAccount } from './about-account';
import type { Account } from './account';
import { isCancellable } from './erasure-request';
import type { Notices } from './mail';
import { ERASURE_REQUEST, erasureRequestAt } from './records/erasure-request-record';
import { NoErasureError } from './rights-errors';

/** What a cancellation works with. */
export interface CancellationParts {
  readonly store: RecordStore;
  readonly audit: AuditPort;
  readonly notices: Notices;
}

/**
 * Cancels the erasure of an account, which is told.
 * @throws {NoErasureError} when none waits, or it has begun
 */
export async function cancelErasure({ store, audit, notices }: CancellationParts, account: Account, request: RequestFacts): Promise<void> {
  const place = { kind: ERASURE_REQUEST, at: erasureRequestAt(account.id) };
  await untilCommitted(async () => {
    const found = await store.get(place);
    if (found === undefined || !isCancellable(found.value)) throw new NoErasureError();
    const event = await audit.event({ action: 'account.erasure.cancelled', result: 'success', ...aboutAccount(account) }, request);
    return (await store.commit([{ action: 'delete', ...place, version: found.version }], [event])) ? true : undefined;
  });
  await notices.tell(account, { kind: 'erasure-cancelled', values: {} }, request);
}
