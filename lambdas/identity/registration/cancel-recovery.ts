import type { Reply, Request } from '../../shared/http/request';
import { ConflictError } from '../../shared/store/errors';
import { aboutAccount } from '../domain/about-account';
import { RECOVERY, recoveryAt } from '../domain/records/recovery-record';
import { findRecovery } from './find-recovery';
import { takeCodeBudget } from './limits';
import type { Parts } from './parts';
import { recordRefusals } from './record-refusals';

/** `POST /auth/recovery/cancel`: by whoever has the code that every channel was sent (IDN-18). */
export async function cancelRecovery(parts: Parts, request: Request<{ readonly code: string }>): Promise<Reply> {
  await takeCodeBudget(parts, request);
  const facts = { action: 'account.recovery.cancelled', resource: 'recovery' } as const;
  const { account, recovery } = await recordRefusals(parts, request, facts, () => findRecovery(parts, 'cancellation', request.body.code));
  const { id } = account.value;
  const event = await parts.audit.event({ ...facts, result: 'success', ...aboutAccount(account.value) }, request);
  if (!(await parts.store.commit([{ action: 'delete', kind: RECOVERY, at: recoveryAt(id), version: recovery.version }], [event]))) throw new ConflictError();
  await parts.notices.tell(account.value, { kind: 'recovery-cancelled', values: {} }, request);
  return { status: 204 };
}
