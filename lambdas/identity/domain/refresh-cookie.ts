/** The refresh token's cookie (IDN-9). */
export const REFRESH_COOKIE = '__Host-refresh';

/**
 * Its `Set-Cookie`. The prefix binds it to this host and to TLS (RFC 6265bis §4.1.3.2); `Strict`, because no link from elsewhere refreshes.
 * @param maxAge seconds, until the session ends
 */
export function writeRefreshCookie(token: string, maxAge: number): string {
  return `${REFRESH_COOKIE}=${token}; Max-Age=${String(maxAge)}; Path=/; Secure; HttpOnly; SameSite=Strict`;
}

/** Takes the cookie back. */
export const CLEARED_REFRESH_COOKIE = writeRefreshCookie('', 0);
