import { clearCookie, REFRESH_COOKIE, setCookie } from '../../shared/http/cookies';

/**
 * The `Set-Cookie` of a refresh token (IDN-9). `Strict`, because no link from elsewhere refreshes.
 * @param maxAge seconds, until the session ends
 */
export function writeRefreshCookie(token: string, maxAge: number): string {
  return setCookie(REFRESH_COOKIE, token, { sameSite: 'Strict', maxAge });
}

/** Takes the cookie back. */
export const CLEARED_REFRESH_COOKIE = clearCookie(REFRESH_COOKIE, 'Strict');
