import { personOf } from '../../shared/http/principal';
import type { Reply, Request } from '../../shared/http/request';
import { untilCommitted } from '../../shared/store/until-committed';
import { aboutAccount } from '../domain/about-account';
import { RECOVERY, recoveryAt } from '../domain/records/recovery-record';
import { requireFreshSession } from '../domain/sensitive';
import { NoSuchFactorError } from './errors';
import type { Parts } from './parts';

/** `DELETE /auth/recovery`: any session of the account cancels a recovery, without a step-up: who lost nothing loses nothing by it (IDN-18). */
export async function cancelRecovery(parts: Parts, request: Request): Promise<Reply> {
  const { value: account } = (await requireFreshSession(parts, personOf(request))).account;
  const reply = await untilCommitted(async () => {
    const place = { kind: RECOVERY, at: recoveryAt(account.id) };
    const found = await parts.store.get(place);
    if (found === undefined) throw new NoSuchFactorError();
    const facts = { action: 'account.recovery.cancelled', result: 'success', ...aboutAccount(account) } as const;
    const event = await parts.audit.event(facts, request);
    return (await parts.store.commit([{ action: 'delete', ...place, version: found.version }], [event])) ? { status: 204 } : undefined;
  });
  await parts.notices.tell(account, { kind: 'recovery-cancelled', values: {} }, request);
  return reply;
}
