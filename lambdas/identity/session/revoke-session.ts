import type { Person, Reply, RequestFacts } from '../../shared/http/request';
import { secondsOf } from '../../shared/seconds-of';
import { untilCommitted } from '../../shared/store/until-committed';
import { endSession } from '../domain/end-session';
import { UUID } from '../domain/records/fields';
import { sessionAt, sessionRecord } from '../domain/records/session-record';
import { requireFreshSession } from '../domain/sensitive';
import { UnknownSessionError } from './errors';
import type { SessionParts } from './parts';

/**
 * `DELETE /auth/sessions/{session}`: signs a browser of the person's out. Nobody else's session can be named: it is looked for
 * among the person's own.
 * @throws {UnknownSessionError} when they have no such session
 */
export async function revokeSession(parts: SessionParts, person: Person, id: string, request: RequestFacts): Promise<Reply> {
  await requireFreshSession(parts, person);
  if (!UUID.test(id)) throw new UnknownSessionError();
  return untilCommitted(async () => {
    const session = await parts.store.get({ kind: sessionRecord, at: sessionAt(person.account, id) });
    if (session === undefined) throw new UnknownSessionError();
    if (session.value.revoked !== undefined) return { status: 204 };
    const { account, tenant } = person;
    const event = await parts.audit.event({ action: 'session.revoked', result: 'success', resource: `session/${id}`, account, tenant }, request);
    const change = endSession(session, 'revoked', secondsOf(parts.clock));
    return (await parts.store.commit([change], [event])) ? { status: 204 } : undefined;
  });
}
