import { route, type RoutesOf } from '../../shared/http/route';
import { answerSecondFactor } from './answer-second-factor';
import type { contract } from './contract';
import { logIn } from './log-in';
import type { SignInParts } from './parts';
import { loginBody, mfaBody, smsBody } from './schemas';
import { textCode } from './text-code';

/** The routes of signing in. A half-finished sign-in is told by its cookie, so that a page which isn't ours can't go on with it. */
export function signInRoutes(parts: SignInParts): RoutesOf<typeof contract> {
  return {
    'POST /auth/login': route(loginBody, (request) => logIn(parts, request), { cookieAuthenticated: true }),
    'POST /auth/mfa': route(mfaBody, (request) => answerSecondFactor(parts, request), { cookieAuthenticated: true }),
    'POST /auth/mfa/sms': route(smsBody, (request) => textCode(parts, request), { cookieAuthenticated: true }),
  };
}
