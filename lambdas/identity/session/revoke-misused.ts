import type { RequestFacts } from '../../shared/http/request';
import { endSession } from '../domain/end-session';
import type { SessionParts } from './parts';
import type { JudgedCookie } from './read-refresh-cookie';

/**
 * Ends the family of a token that was used after its grace or in another browser (RFC 9700 §4.14.2): nobody knows which of the
 * two has the right to it. Then tells the person on every channel.
 * @returns false when others were faster: to be judged again
 */
export async function revokeMisused(
  { store, audit, notices }: Pick<SessionParts, 'audit' | 'notices' | 'store'>,
  { account, session, now }: JudgedCookie,
  how: 'another-device' | 'replay',
  request: RequestFacts,
): Promise<boolean> {
  const { id, tenant } = account.value;
  const facts = { action: 'session.reused', result: 'failure', resource: `session/${session.value.id}`, account: id, tenant, details: { how } } as const;
  const event = await audit.event(facts, request);
  if (!(await store.commit([endSession(session, 'reuse', Math.floor(now / 1000))], [event]))) return false;
  await notices.tell(account.value, { kind: 'session-misused', values: {} });
  return true;
}
