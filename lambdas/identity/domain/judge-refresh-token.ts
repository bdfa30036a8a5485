import type { Account } from './account';
import { isOfFamily, isRefreshToken, refreshTokenOf, type RefreshToken } from './refresh-token';
import type { RotatedToken, Session } from './session';
import { endOf, type SessionEnd } from './session-limits';
import { openSuccessor } from './successor';

/** For so long a replaced token leads to its successor, in milliseconds (IDN-9): for tabs that refresh at once. */
const GRACE_MILLISECONDS = 10_000;

/** What a refresh token is worth. */
export type RefreshTokenVerdict =
  /** Nobody's: nothing is done, since whoever guesses a session's ID must not be able to end it. */
  | { readonly is: 'unknown' }
  | { readonly is: 'ended'; readonly why: SessionEnd }
  /** Stolen, or its copy was: genuine, but used after its grace, or in another browser. */
  | { readonly is: 'misused'; readonly how: 'another-device' | 'replay' }
  | { readonly is: 'present' }
  /** Replaced a moment ago: `present` is the token that is valid now. */
  | { readonly is: 'replaced'; readonly present: RefreshToken };

/** What is asked of a token. */
export interface RefreshTokenCase {
  readonly token: RefreshToken;
  readonly session: Session;
  readonly account: Account;
  /** Whether the request came with the cookie of the session's device. */
  readonly sameDevice: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Judges a token of a session that was found by its ID. A pure function of what was read. */
export function judgeRefreshToken({ token, session, account, sameDevice, now }: RefreshTokenCase): RefreshTokenVerdict {
  if (!isOfFamily(token, session)) return { is: 'unknown' };
  const why = endOf(session, account, Math.floor(now / 1000));
  if (why !== undefined) return { is: 'ended', why };
  if (!sameDevice) return { is: 'misused', how: 'another-device' };
  if (isRefreshToken(token, session.tokenHash)) return { is: 'present' };
  const present = presentTokenFrom(token, session, now);
  return present === undefined ? { is: 'misused', how: 'replay' } : { is: 'replaced', present };
}

/** The replaced tokens whose grace isn't over; the others, and what they seal, are dropped with the next rotation. */
export function withinGrace(previous: readonly RotatedToken[], now: number): readonly RotatedToken[] {
  return previous.filter(({ rotatedAt }) => now - rotatedAt <= GRACE_MILLISECONDS);
}

/**
 * Follows a replaced token to the present one. A request that was slow may bring one that was replaced twice within its
 * grace; handing out the token between, which is replaced as well, would end the session at the next use.
 */
function presentTokenFrom(token: RefreshToken, session: Session, now: number): RefreshToken | undefined {
  const [entry] = withinGrace(session.previous, now).filter(({ tokenHash }) => isRefreshToken(token, tokenHash));
  if (entry === undefined) return undefined;
  const successor = refreshTokenOf(session, openSuccessor(token, entry.sealedSuccessor));
  return isRefreshToken(successor, session.tokenHash) ? successor : presentTokenFrom(successor, session, now);
}
