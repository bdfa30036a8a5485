import { HOUR_SECONDS } from '../../shared/durations';
import { personOf } from '../../shared/http/principal';
import type { Reply, Request } from '../../shared/http/request';
import type { Limit } from '../../shared/limits/counters';
import { untilCommitted } from '../../shared/store/until-committed';
import { aboutAccount } from '../domain/about-account';
import { takeOrRefuse } from '../domain/budget';
import { requireFreshSession, unlessRevoked } from '../domain/sensitive';
import { collectData } from './collect-data';
import type { Parts } from './parts';

/** Each is many reads, and a notice. */
const COPIES: Limit = { name: 'copies-of-own-data', max: 10, windowSeconds: HOUR_SECONDS };

/**
 * `GET /auth/data`: a copy of what is kept about the caller, to read and to take elsewhere (GDPR art. 15 and 20). It is in the trail,
 * and every channel is told, before it leaves.
 * @throws {TooManyRequestsError}; as {@link requireFreshSession}
 */
export async function exportData(parts: Parts, request: Request): Promise<Reply> {
  const person = personOf(request);
  const { account } = await requireFreshSession(parts, person, { stepUp: true });
  await takeOrRefuse(parts.counters, COPIES, account.value.id);
  const body = await untilCommitted(async () => {
    const fresh = await requireFreshSession(parts, person, { stepUp: true });
    const data = await collectData(parts, person, fresh.account.value);
    const event = await parts.audit.event({ action: 'data.exported', result: 'success', ...aboutAccount(fresh.account.value) }, request);
    return (await parts.store.commit([unlessRevoked(fresh.session)], [event])) ? data : undefined;
  });
  await parts.notices.tell(account.value, { kind: 'data-exported', values: {} }, request);
  return { status: 200, body, headers: { 'Content-Disposition': 'attachment; filename="your-data.json"' } };
}
