import type { Change, Found } from '../../shared/store/record-store';
import { sessionAt, sessionRecord } from './records/session-record';
import type { Session } from './session';

/** Replaces a session's record. It stays until the session's absolute limit, so that what comes later is still recognised. */
export function replaceSession(value: Session, version: number): Change {
  return { action: 'replace', kind: sessionRecord, at: sessionAt(value.account, value.id), value, version, expiresAt: value.endsAt };
}

/** Ends a session: the whole family of its refresh tokens. The successors that are kept sealed go with it. */
export function endSession({ value, version }: Found<Session>, reason: NonNullable<Session['revoked']>['reason'], at: number): Change {
  return replaceSession({ ...value, previous: [], revoked: { at, reason } }, version);
}
