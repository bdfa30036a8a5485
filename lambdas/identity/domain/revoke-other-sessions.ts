import type { Change, Found } from '../../shared/store/record-store';
import type { Account } from './account';
import { replaceSession } from './end-session';
import type { Session } from './session';
import { revokeAllSessions } from './session-limits';

/**
 * The account with all its sessions revoked but this one, which begins anew by the record: it ends when it would have ended.
 * @param now seconds since 1970
 */
export function revokeOtherSessions(account: Account, session: Found<Session>, now: number): { readonly account: Account; readonly session: Change } {
  const revoked = revokeAllSessions(account, now);
  return { account: revoked, session: replaceSession({ ...session.value, createdAt: revoked.sessionsValidFrom }, session.version) };
}
