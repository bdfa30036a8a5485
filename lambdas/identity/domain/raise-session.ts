import type { Session } from './session';

/** The session after its person proved again who they are (IDN-14). The refresh token stays: its family is the same person's. */
export function raiseSession(session: Session, method: string, now: number): Session {
  const shown = new Set([...session.methods, method]);
  const kinds = [shown.has('pwd') || shown.has('fed'), shown.has('otp') || shown.has('sms') || shown.has('hwk') || shown.has('swk')];
  if (kinds.every(Boolean)) shown.add('mfa');
  return { ...session, methods: [...shown], authenticatedAt: now };
}
