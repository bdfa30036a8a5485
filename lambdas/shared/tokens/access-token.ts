import type { JWTPayload } from 'jose';
import type { Person } from '../http/request';

/** How long an access token is valid (IDN-9), in seconds. */
export const ACCESS_TOKEN_SECONDS = 300;

/** RFC 9068 §2.1: so that no other token of the same issuer passes for one. */
export const ACCESS_TOKEN_TYPE = 'at+jwt';

/** RFC 9068 §2.2, and ours. */
export const REQUIRED_CLAIMS = ['iss', 'aud', 'sub', 'tenant', 'roles', 'sid', 'auth_time', 'amr', 'jti', 'iat', 'exp'];

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

/** The person of verified claims; `undefined` when a claim isn't what we issue. */
export function personOfClaims(payload: JWTPayload, now: number): Person | undefined {
  const { sub: account, tenant, roles, sid: session, auth_time: authenticatedAt, amr: methods, aud, jti } = payload;
  if (!isWord(account) || !isWord(tenant) || !isWord(session) || !isWord(jti) || typeof aud !== 'string') return undefined;
  if (!areWords(roles) || !areWords(methods) || !isPast(authenticatedAt, now) || !isShort(payload, now)) return undefined;
  return { kind: 'person', account, tenant, roles, session, authenticatedAt, methods };
}

/** Issued already, and for no longer than we issue: who could sign once can't make a token that outlives a rotation. */
function isShort({ iat, exp }: JWTPayload, now: number): boolean {
  return isPast(iat, now) && typeof exp === 'number' && exp - iat <= ACCESS_TOKEN_SECONDS;
}

function isPast(seconds: unknown, now: number): seconds is number {
  return typeof seconds === 'number' && Number.isSafeInteger(seconds) && seconds >= 0 && seconds <= now + SKEW_SECONDS;
}

function isWord(value: unknown): value is string {
  return typeof value === 'string' && WORD.test(value);
}

function areWords(value: unknown): value is string[] {
  return Array.isArray(value) && value.length <= MOST_WORDS && value.every(isWord);
}
