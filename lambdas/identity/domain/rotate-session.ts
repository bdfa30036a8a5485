import type { Account } from './account';
import { withinGrace } from './judge-refresh-token';
import { drawRefreshToken, hashRefreshToken, writeRefreshToken, type RefreshToken } from './refresh-token';
import type { Session } from './session';
import { idleSecondsOf } from './session-limits';
import { sealSuccessor } from './successor';

/** How many replaced tokens a record holds at most: the oldest gives way, so that a loop of refreshes can't make it grow. */
const MOST_PREVIOUS = 16;

/** A session with its token replaced, and the only copy of the new one. */
export interface RotatedSession {
  readonly session: Session;
  readonly refreshToken: string;
}

/**
 * Replaces a session's token. What it did before its grace was over is forgotten here, the sealed successors with it.
 * @param token the present one
 * @param now milliseconds since 1970
 */
export function rotateSession(token: RefreshToken, session: Session, account: Account, now: number): RotatedSession {
  const successor = drawRefreshToken(session);
  const replaced = { tokenHash: session.tokenHash, rotatedAt: now, sealedSuccessor: sealSuccessor(token, successor.secret) };
  return {
    session: {
      ...session,
      tokenHash: hashRefreshToken(successor),
      previous: [...withinGrace(session.previous, now), replaced].slice(-MOST_PREVIOUS),
      lastUsedAt: Math.floor(now / 1000),
      idleSeconds: idleSecondsOf(account.roles),
    },
    refreshToken: writeRefreshToken(successor),
  };
}
