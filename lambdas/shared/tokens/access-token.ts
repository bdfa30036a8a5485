import type { JWTPayload } from 'jose';
import type { Person } from '../http/request';
import type { VerifiedToken } from './verified-tokens';

/** How long an access token is valid (IDN-9), in seconds: who could sign once can't make one that outlives a rotation. */
export const ACCESS_TOKEN_SECONDS = 300;

/** RFC 9068 §2.1: so that no other token of the same issuer passes for one. */
export const ACCESS_TOKEN_TYPE = 'at+jwt';

/** What a token says of its person. */
export interface PersonClaims extends JWTPayload {
  readonly sub: string;
  readonly tenant: string;
  readonly roles: readonly string[];
  readonly sid: string;
  readonly auth_time: number;
  readonly amr: readonly string[];
}

/** How far the clocks of two functions may differ, in seconds. */
const SKEW_SECONDS = 5;
const WORD = /^[A-Za-z0-9_.:-]{1,64}$/;
const MOST_WORDS = 32;

/** The claims for a person. */
export function claimsOf({ account, tenant, roles, session, authenticatedAt, methods }: Person): PersonClaims {
  return { sub: account, tenant, roles, sid: session, auth_time: authenticatedAt, amr: methods };
}

/** What verified claims say (RFC 9068 §2.2, and ours: each of them is required); `undefined` when one isn't what we issue. */
export function verifiedToken(payload: JWTPayload, { origin, seconds }: { readonly origin: string; readonly seconds: number }): VerifiedToken | undefined {
  const { iss, aud, sub: account, tenant, roles, sid: session, auth_time: authenticatedAt, amr: methods, jti, iat, exp, nbf } = payload;
  if (iss !== origin || aud !== origin || nbf !== undefined) return undefined;
  if (!isWord(account) || !isWord(tenant) || !isWord(session) || !isWord(jti)) return undefined;
  if (!areWords(roles) || !areWords(methods) || !isPast(authenticatedAt, seconds)) return undefined;
  if (!isPast(iat, seconds) || !isSeconds(exp) || exp - iat > ACCESS_TOKEN_SECONDS) return undefined;
  return { person: { kind: 'person', account, tenant, roles, session, authenticatedAt, methods }, expiresAt: exp };
}

function isPast(seconds: unknown, now: number): seconds is number {
  return isSeconds(seconds) && seconds <= now + SKEW_SECONDS;
}

function isSeconds(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isWord(value: unknown): value is string {
  return typeof value === 'string' && WORD.test(value);
}

function areWords(value: unknown): value is string[] {
  return Array.isArray(value) && value.length <= MOST_WORDS && value.every(isWord);
}
