import { DEVICE_COOKIE, REFRESH_COOKIE } from '../../shared/http/cookies';
import type { Request } from '../../shared/http/request';
import type { Found } from '../../shared/store/record-store';
import type { Account } from '../domain/account';
import { isDevice } from '../domain/device';
import { judgeRefreshToken, type RefreshTokenVerdict } from '../domain/judge-refresh-token';
import { readPerson } from '../domain/read-person';
import { parseRefreshToken, type RefreshToken } from '../domain/refresh-token';
import type { Session } from '../domain/session';
import type { SessionParts } from './parts';

/** A cookie's token with what it belongs to, and what it is worth now. */
export interface JudgedCookie {
  readonly token: RefreshToken;
  readonly account: Found<Account>;
  readonly session: Found<Session>;
  readonly verdict: RefreshTokenVerdict;
  /** Milliseconds since 1970, by which it was judged. */
  readonly now: number;
}

/** Reads and judges the refresh token's cookie, in one call to AWS; `undefined` when there is no such token, session or account. */
export async function readRefreshCookie(
  { store, hashKeys, clock }: Pick<SessionParts, 'clock' | 'hashKeys' | 'store'>,
  { cookies }: Pick<Request, 'cookies'>,
): Promise<JudgedCookie | undefined> {
  const token = parseRefreshToken(cookies[REFRESH_COOKIE] ?? '');
  if (token === undefined) return undefined;
  const { account, session } = await readPerson(store, token);
  if (account === undefined || session === undefined) return undefined;
  const sameDevice = await isDevice(hashKeys, cookies[DEVICE_COOKIE], session.value.device);
  const now = clock();
  const verdict = judgeRefreshToken({ token, session: session.value, account: account.value, sameDevice, now });
  return { token, account, session, verdict, now };
}
