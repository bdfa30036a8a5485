/** The cookie that binds a half-finished sign-in to one browser (IDN-8). */
export const SIGN_IN_COOKIE = '__Host-sign-in';

/** Its `Set-Cookie`. `Lax`, because an identity provider's redirect must bring it along (IDN-11). */
export function writeSignInCookie(value: string, maxAge: number): string {
  return `${SIGN_IN_COOKIE}=${value}; Max-Age=${String(maxAge)}; Path=/; Secure; HttpOnly; SameSite=Lax`;
}

/** Takes the cookie back. */
export const CLEARED_SIGN_IN_COOKIE = writeSignInCookie('', 0);
