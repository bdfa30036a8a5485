import type { Account, Role } from './account';
import type { Session } from './session';

/** A session ends after so many seconds in any case (IDN-9). */
export const ABSOLUTE_SECONDS = 12 * 60 * 60;

const IDLE_SECONDS = 60 * 60;
const ADMIN_IDLE_SECONDS = 15 * 60;

/** Whose idle sessions end early. A new role doesn't compile until it says. */
const IS_ADMIN: Readonly<Record<Role, boolean>> = { ADMIN: true, OWNER: true, SUPER_ADMIN: true, MEMBER: false, VIEWER: false };

/** How long a session of an account with these roles may be idle, in seconds (IDN-9). */
export function idleSecondsOf(roles: readonly Role[]): number {
  return roles.some((role) => IS_ADMIN[role]) ? ADMIN_IDLE_SECONDS : IDLE_SECONDS;
}

/** Whether a session is over, and why: by its limits, by a revocation of its own, or by one of all the account's. */
export function endOf(session: Session, account: Account, now: number): SessionEnd | undefined {
  if (session.revoked !== undefined || session.createdAt < account.sessionsValidFrom) return 'revoked';
  if (now >= session.endsAt) return 'absolute-limit';
  // The stricter of what held when it was last used and what holds now: a person who became an admin has the admin's limit at once.
  return now >= session.lastUsedAt + Math.min(session.idleSeconds, idleSecondsOf(account.roles)) ? 'idle-limit' : undefined;
}

/** Why a session is over. */
export type SessionEnd = 'absolute-limit' | 'idle-limit' | 'revoked';

/**
 * The account with all its sessions revoked. They are the ones that began up to now: whole seconds don't tell what came
 * first, so the next session begins a second later by the record ({@link beginningOf}).
 */
export function revokeAllSessions(account: Account, now: number): Account {
  return { ...account, sessionsValidFrom: Math.max(now, account.sessionsValidFrom) + 1 };
}

/** When a new session of the account begins, by the record. */
export function beginningOf(account: Account, now: number): number {
  return Math.max(now, account.sessionsValidFrom);
}
