import { createHash, createHmac, randomBytes } from 'node:crypto';
import { isSameSecret } from '../../shared/is-same-secret';
import type { Session } from './session';

/** A refresh token, as its parts: `<account>.<session>.<secret>.<tag>`. */
export interface RefreshToken {
  readonly account: string;
  readonly session: string;
  /** 256 random bits. */
  readonly secret: Buffer;
  /** 128 bits under the family's key. It opens nothing; it shows that this family made the token, however long ago. */
  readonly tag: Buffer;
}

/** What a token is drawn for. */
export type Family = Pick<Session, 'account' | 'familyKey' | 'id'>;

const SECRET_BYTES = 32;
const TAG_BYTES = 16;
const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const TOKEN = new RegExp(`^(${UUID})\\.(${UUID})\\.([A-Za-z0-9_-]{43})\\.([A-Za-z0-9_-]{22})$`);

/** A new family's key. */
export function drawFamilyKey(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

/** A new token of a session. */
export function drawRefreshToken(family: Family): RefreshToken {
  return refreshTokenOf(family, randomBytes(SECRET_BYTES));
}

/** The session's token of a secret. */
export function refreshTokenOf({ account, id, familyKey }: Family, secret: Buffer): RefreshToken {
  return { account, session: id, secret, tag: tagOf({ account, session: id, secret }, familyKey) };
}

/** The token as the cookie holds it. */
export function writeRefreshToken({ account, session, secret, tag }: RefreshToken): string {
  return `${account}.${session}.${secret.toString('base64url')}.${tag.toString('base64url')}`;
}

/** Reads a cookie; `undefined` unless it is spelt exactly as {@link writeRefreshToken} spells it. */
export function parseRefreshToken(text: string): RefreshToken | undefined {
  const [, account = '', session = '', secret = '', tag = ''] = TOKEN.exec(text) ?? [];
  const token = { account, session, secret: Buffer.from(secret, 'base64url'), tag: Buffer.from(tag, 'base64url') };
  // Base64url of 32 or 16 bytes leaves bits over: each token has one spelling.
  return writeRefreshToken(token) === text ? token : undefined;
}

/** What is kept of a token: SHA-256 of its secret, base64url. It has 256 bits, so no key is needed. */
export function hashRefreshToken({ secret }: Pick<RefreshToken, 'secret'>): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** Whether a token is the one of the hash, in constant time. */
export function isRefreshToken(token: RefreshToken, hash: string): boolean {
  return isSameSecret(hashRefreshToken(token), hash);
}

/** Whether the family made the token, in constant time. */
export function isOfFamily(token: RefreshToken, { familyKey }: Family): boolean {
  return isSameSecret(token.tag, tagOf(token, familyKey));
}

function tagOf({ account, session, secret }: Omit<RefreshToken, 'tag'>, familyKey: string): Buffer {
  const key = Buffer.from(familyKey, 'base64url');
  return createHmac('sha256', key).update(`${account}.${session}.`).update(secret).digest().subarray(0, TAG_BYTES);
}
