import type { Person, Reply } from '../../shared/http/request';
import { isoTime } from '../../shared/iso-time';
import { secondsOf } from '../../shared/seconds-of';
import { SESSION_PREFIX, sessionAt, sessionRecord } from '../domain/records/session-record';
import { requireFreshSession } from '../domain/sensitive';
import type { Session } from '../domain/session';
import { endOf } from '../domain/session-limits';
import { openPlace } from '../domain/session-place';
import type { SessionParts } from './parts';

/** `GET /auth/sessions`: where the person is signed in, the newest first. */
export async function listSessions(parts: SessionParts, person: Person): Promise<Reply> {
  const { account } = await requireFreshSession(parts, person);
  const now = secondsOf(parts.clock);
  const all = await parts.store.list(sessionRecord, sessionAt(person.account, '').owner, SESSION_PREFIX);
  const open = all.map(({ value }) => value).filter((session) => endOf(session, account.value, now) === undefined);
  const sessions = await Promise.all(open.sort((one, other) => other.createdAt - one.createdAt).map((session) => describe(parts, session, person)));
  return { status: 200, body: { sessions } };
}

async function describe({ sessionKeys }: Pick<SessionParts, 'sessionKeys'>, session: Session, person: Person) {
  const { address, userAgent } = await openPlace(sessionKeys, session.sealedPlace);
  return {
    id: session.id,
    address,
    browser: userAgent,
    created_at: isoTime(session.createdAt),
    last_used_at: isoTime(session.lastUsedAt),
    current: session.id === person.session,
  };
}
