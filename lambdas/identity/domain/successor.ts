import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { RefreshToken } from './refresh-token';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;
const LABEL = 'ringwall/refresh-successor/v1';

/**
 * Seals the secret that replaces a token's, so that within the grace whoever brings the token gets the same successor, and
 * the table alone yields neither. AES-256-GCM under a key that HKDF (RFC 5869) derives from the replaced secret.
 */
export function sealSuccessor(parent: RefreshToken, secret: Buffer): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyOf(parent), nonce);
  return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]).toString('base64url');
}

/** @throws {Error} of node:crypto when it was sealed otherwise */
export function openSuccessor(parent: RefreshToken, sealed: string): Buffer {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', keyOf(parent), bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
}

function keyOf({ account, session, secret }: RefreshToken): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), `${LABEL}/${account}/${session}`, KEY_BYTES));
}
