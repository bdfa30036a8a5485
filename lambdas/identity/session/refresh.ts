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
  return untilCommitted(() => attempt(parts, request));
}

async function attempt(parts: SessionParts, request: Request<unknown>): Promise<Reply | undefined> {
  const judged = await readRefreshCookie(parts, request);
  if (judged === undefined || judged.verdict.is === 'unknown' || judged.verdict.is === 'ended') throw new SessionEndedError();
  const { verdict, account, session } = judged;
  if (verdict.is === 'misused') {
    if (await revokeMisused(parts, judged, verdict.how, request)) throw new SessionEndedError();
    return undefined;
  }
  if (account.value.status !== 'active') throw new AccountSuspendedError();
  // Nothing changes for a token that was replaced a moment ago: its rotation is recorded, and this answer repeats it.
  if (verdict.is === 'replaced') return answer(parts, judged, { session: session.value, refreshToken: writeRefreshToken(verdict.present) });
  return rotate(parts, judged, request);
}

/** All that can fail comes before the commit: a token that was replaced, and whose successor never left, would end the session after its grace. */
async function rotate(parts: SessionParts, judged: JudgedCookie, request: Request<unknown>): Promise<Reply | undefined> {
  const { token, account, session, now } = judged;
  const rotated = rotateSession(token, session.value, account.value, now);
  const reply = await answer(parts, judged, rotated);
  const { id, tenant } = account.value;
  const facts = { action: 'session.refreshed', result: 'success', resource: `session/${session.value.id}`, account: id, tenant } as const;
  const event = await parts.audit.event(facts, request);
  return (await parts.store.commit([replaceSession(rotated.session, session.version)], [event])) ? reply : undefined;
}

function answer({ issuer }: SessionParts, { account }: JudgedCookie, rotated: RotatedSession): Promise<Reply> {
  return replyWithSession(issuer, rotated, account.value);
}
