import type { Reply, Request } from '../../shared/http/request';
import type { Change } from '../../shared/store/record-store';
import { untilCommitted } from '../../shared/store/until-committed';
import { endSession } from '../domain/end-session';
import { accountAt, accountRecord } from '../domain/records/account-record';
import { CLEARED_REFRESH_COOKIE } from '../domain/refresh-cookie';
import { revokeAllSessions } from '../domain/session-limits';
import type { SessionParts } from './parts';
import { readRefreshCookie, type JudgedCookie } from './read-refresh-cookie';
import { revokeMisused } from './revoke-misused';
import type { LogOutBody } from './schemas';

const SIGNED_OUT: Reply = { status: 204, cookies: [CLEARED_REFRESH_COOKIE] };

/**
 * `POST /auth/logout`: ends the cookie's session, or with `everywhere` all the account's. It needs no access token, which may
 * have expired. Whoever has no session is told the same: they are signed out.
 */
export async function logOut(parts: SessionParts, request: Request<LogOutBody>): Promise<Reply> {
  return untilCommitted(async () => {
    const judged = await readRefreshCookie(parts, request);
    if (judged === undefined || judged.verdict.is === 'unknown' || judged.verdict.is === 'ended') return SIGNED_OUT;
    const { verdict } = judged;
    const done = verdict.is === 'misused' ? await revokeMisused(parts, judged, verdict.how, request) : await end(parts, judged, request);
    return done ? SIGNED_OUT : undefined;
  });
}

async function end({ store, audit }: SessionParts, { account, session, now }: JudgedCookie, request: Request<LogOutBody>): Promise<boolean> {
  const everywhere = request.body.everywhere === true;
  const seconds = Math.floor(now / 1000);
  const { id, tenant } = account.value;
  const value = revokeAllSessions(account.value, seconds);
  const all: Change = { action: 'replace', kind: accountRecord, at: accountAt(id), value, version: account.version };
  const facts = { action: 'session.ended', result: 'success', resource: `session/${session.value.id}`, account: id, tenant, details: { everywhere } } as const;
  return store.commit([endSession(session, 'sign-out', seconds), ...(everywhere ? [all] : [])], [await audit.event(facts, request)]);
}
