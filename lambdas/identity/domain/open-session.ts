import { randomUUID } from 'node:crypto';
import type { RequestFacts } from '../../shared/http/request';
import type { KeyedHash, KeyRing } from '../../shared/rings/key-ring';
import type { Change } from '../../shared/store/record-store';
import type { Account } from './account';
import { sessionAt, sessionRecord } from './records/session-record';
import { drawFamilyKey, drawRefreshToken, hashRefreshToken, writeRefreshToken } from './refresh-token';
import type { Session } from './session';
import { ABSOLUTE_SECONDS, beginningOf, idleSecondsOf } from './session-limits';
import { sealPlace } from './session-place';

/** Who signed in, how, and in which browser. */
export interface SignedIn {
  /** As it is read for the commit that the change becomes part of. */
  readonly account: Account;
  /** By the names of RFC 8176. */
  readonly methods: readonly string[];
  /** Of the device's cookie, by `hashDevice`. */
  readonly device: KeyedHash;
}

/** A session that becomes real when its change is committed, and the only copy of its refresh token. */
export interface OpenedSession {
  readonly change: Change;
  readonly session: Session;
  readonly refreshToken: string;
}

/**
 * Opens a session. Its ID and token are always new: nothing that a browser brought along becomes one (session fixation).
 * @param now seconds since 1970
 */
export async function openSession(
  { sessionKeys }: { readonly sessionKeys: KeyRing },
  { account, methods, device }: SignedIn,
  facts: RequestFacts,
  now: number,
): Promise<OpenedSession> {
  const familyKey = drawFamilyKey();
  const token = drawRefreshToken({ account: account.id, id: randomUUID(), familyKey });
  const session: Session = {
    id: token.session,
    account: account.id,
    tenant: account.tenant,
    tokenHash: hashRefreshToken(token),
    familyKey,
    previous: [],
    device,
    methods,
    authenticatedAt: now,
    createdAt: beginningOf(account, now),
    lastUsedAt: now,
    idleSeconds: idleSecondsOf(account.roles),
    endsAt: now + ABSOLUTE_SECONDS,
    sealedPlace: await sealPlace(sessionKeys, facts),
  };
  const at = sessionAt(account.id, session.id);
  return { change: { action: 'create', kind: sessionRecord, at, value: session, expiresAt: session.endsAt }, session, refreshToken: writeRefreshToken(token) };
}
