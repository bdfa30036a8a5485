import type { Reply, Request } from '../../shared/http/request';
import { untilCommitted } from '../../shared/store/until-committed';
import { replaceSession } from '../domain/end-session';
import { writeRefreshToken } from '../domain/refresh-token';
import { replyWithSession } from '../domain/reply-with-session';
import { rotateSession, type RotatedSession } from '../domain/rotate-session';
import { AccountSuspendedError, SessionEndedError } from '../domain/session-errors';
import type { SessionParts } from './parts';
import { readRefreshCookie, type JudgedCookie } from './read-refresh-cookie';
import { revokeMisused } from './revoke-misused';

/**
 * `POST /auth/refresh` (IDN-9): a new access token, and the cookie's next refresh token. One call to AWS reads, one writes; the
 * roles are the account's of this moment.
 * @throws {SessionEndedError} when there is no session, or no longer; also when this request ended it
 * @throws {AccountSuspendedError} when the account is suspended
 */
export async function refresh(parts: SessionParts, request: Request<unknown>): Promise<Reply> {
  const { judged, rotated } = await untilCommitted(() => attempt(parts, request));
  return replyWithSession(parts.issuer, rotated, judged.account.value);
}

interface Refreshed {
  readonly judged: JudgedCookie;
  readonly rotated: RotatedSession;
}

async function attempt(parts: SessionParts, request: Request<unknown>): Promise<Refreshed | undefined> {
  const judged = await readRefreshCookie(parts, request);
  if (judged === undefined || judged.verdict.is === 'unknown' || judged.verdict.is === 'ended') throw new SessionEndedError();
  const { verdict, account, session } = judged;
  if (verdict.is === 'misused') {
    if (await revokeMisused(parts, judged, verdict.how, request)) throw new SessionEndedError();
    return undefined;
  }
  if (account.value.status !== 'active') throw new AccountSuspendedError();
  // Nothing changes for a token that was replaced a moment ago: its rotation is recorded, and this answer repeats it.
  if (verdict.is === 'replaced') return { judged, rotated: { session: session.value, refreshToken: writeRefreshToken(verdict.present) } };
  return rotate(parts, judged, request);
}

async function rotate({ store, audit }: SessionParts, judged: JudgedCookie, request: Request<unknown>): Promise<Refreshed | undefined> {
  const { token, account, session, now } = judged;
  const rotated = rotateSession(token, session.value, account.value, now);
  const { id, tenant } = account.value;
  const event = await audit.event({ action: 'session.refreshed', result: 'success', resource: `session/${session.value.id}`, account: id, tenant }, request);
  return (await store.commit([replaceSession(rotated.session, session.version)], [event])) ? { judged, rotated } : undefined;
}
