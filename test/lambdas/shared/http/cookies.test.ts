import fc from 'fast-check';
import { clearCookie, parseCookies, REFRESH_COOKIE, setCookie, SIGN_IN_COOKIE } from '../../../../lambdas/shared/http/cookies';
import { errorOf } from '../../../support/error-of';

describe('a cookie that is set', () => {
  it('is of this host alone, over TLS, on every path, and out of reach of scripts', () => {
    expect(setCookie(REFRESH_COOKIE, 'a.b_c-1', { sameSite: 'Strict', maxAge: 60 })).toBe(
      '__Host-refresh=a.b_c-1; Max-Age=60; Path=/; Secure; HttpOnly; SameSite=Strict',
    );
    expect(clearCookie(SIGN_IN_COOKIE, 'Lax')).toBe('__Host-sign-in=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Lax');
  });

  it.each(['a;b', 'a b', 'a\r\nSet-Cookie: b=c', 'a,b', '"a"', 'ä', '\0', 'a\\b'])('is refused with the value %j', (value) => {
    expect(errorOf(() => setCookie(REFRESH_COOKIE, value, { sameSite: 'Strict', maxAge: 60 }))).toMatchObject({
      name: 'UnsafeReplyError',
      code: 'unsafe-reply',
    });
  });

  it.each([Number.NaN, 1.5, Number.POSITIVE_INFINITY])('is refused with the age %d', (maxAge) => {
    expect(errorOf(() => setCookie(REFRESH_COOKIE, 'a', { sameSite: 'Strict', maxAge }))).toMatchObject({ code: 'unsafe-reply' });
  });
});

describe('the cookies of a request', () => {
  it('are read by name', () => {
    expect(parseCookies('__Host-refresh=a.b; other=1;__Host-device=c==')).toEqual({ '__Host-refresh': 'a.b', other: '1', '__Host-device': 'c==' });
    expect(parseCookies(undefined)).toEqual({});
  });

  it('are absent when they come twice', () => {
    expect(parseCookies('__Host-refresh=a; x=1; __Host-refresh=b; __Host-refresh=c')).toEqual({ x: '1' });
  });

  it.each(['=a', 'a', 'a b=c', 'a="b"', 'a=b c', 'ä=b', ''])('are none in %j', (header) => {
    expect(parseCookies(header)).toEqual({});
  });

  it('reach into no prototype', () => {
    const cookies = parseCookies('__proto__=a; constructor=b');
    expect(({} as Record<string, unknown>).a).toBeUndefined();
    expect(Object.getPrototypeOf(cookies)).toBeNull();
  });

  it('come back as they were set', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'Z', '0', '-', '_', '.', '~', '=', '+', '/') }), (value) => {
        const [pair] = setCookie(REFRESH_COOKIE, value, { sameSite: 'Strict', maxAge: 1 }).split(';');
        expect(parseCookies(pair)).toEqual({ [REFRESH_COOKIE]: value });
      }),
    );
  });
});
