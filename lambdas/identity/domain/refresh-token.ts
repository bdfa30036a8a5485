import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A refresh token, as its three parts: `<account>.<session>.<secret>`. */
export interface RefreshToken {
  readonly account: string;
  readonly session: string;
  /** 256 random bits. */
  readonly secret: Buffer;
}

const SECRET_BYTES = 32;
const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const TOKEN = new RegExp(`^(${UUID})\\.(${UUID})\\.([A-Za-z0-9_-]{43})$`);

/** A new token of a session. */
export function drawRefreshToken(account: string, session: string): RefreshToken {
  return { account, session, secret: randomBytes(SECRET_BYTES) };
}

/** The token as the cookie holds it. */
export function writeRefreshToken({ account, session, secret }: RefreshToken): string {
  return `${account}.${session}.${secret.toString('base64url')}`;
}

/** Reads a cookie; `undefined` unless it is exactly what {@link writeRefreshToken} writes. */
export function parseRefreshToken(text: string): RefreshToken | undefined {
  const [, account, session, encoded] = TOKEN.exec(text) ?? [];
  if (account === undefined || session === undefined || encoded === undefined) return undefined;
  const secret = Buffer.from(encoded, 'base64url');
  // 43 characters hold two bits more than 32 bytes: one token has one spelling.
  return secret.toString('base64url') === encoded ? { account, session, secret } : undefined;
}

/** What is kept of a token: SHA-256 of its secret, base64url. It has 256 bits, so no key is needed (NIST SP 800-63B-4 §5.1). */
export function hashRefreshToken({ secret }: RefreshToken): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** Whether a token is the one of the hash, in constant time. */
export function isRefreshToken(token: RefreshToken, hash: string): boolean {
  const [given, kept] = [Buffer.from(hashRefreshToken(token)), Buffer.from(hash)];
  return given.length === kept.length && timingSafeEqual(given, kept);
}
