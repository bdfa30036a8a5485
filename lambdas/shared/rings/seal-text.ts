import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { deriveKey, type Derivation } from './derive-key';
import { SealBrokenError } from './errors';

/** A sealed text, taken apart: its version isn't verified before it opens. */
export interface SealedText {
  readonly version: number;
  readonly bytes: Buffer;
}

const CIPHER = 'aes-256-gcm';
const SALT_BYTES = 12;
const NONCE_BYTES = 24;
const TAG_BYTES = 16;
const SEALED = /^v([1-9]\d{0,6}):([A-Za-z0-9_-]+)$/;

/**
 * AES-256-GCM as `v<version>:<base64url of nonce, ciphertext and tag>`. The first half of the nonce's 24 bytes salts the key, as
 * in C2SP's XAES-256-GCM: so the 2³² texts that NIST SP 800-38D §8.3 grants a key with random nonces are never a limit.
 */
export function sealText(key: Buffer, version: number, derivation: Derivation, text: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, deriveKey(key, derivation, nonce.subarray(0, SALT_BYTES)), nonce.subarray(SALT_BYTES));
  cipher.setAAD(versionBytes(version));
  return `${labelOf(version)}${Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url')}`;
}

/** Takes a sealed text apart; `undefined` when it isn't one, or another text of the same bytes. */
export function parseSealed(sealed: string): SealedText | undefined {
  const [, version = '', body = ''] = SEALED.exec(sealed) ?? [];
  const bytes = Buffer.from(body, 'base64url');
  return bytes.length < NONCE_BYTES + TAG_BYTES || bytes.toString('base64url') !== body ? undefined : { version: Number(version), bytes };
}

/** @throws {SealBrokenError} when it was altered, or sealed under another key or for another use */
export function openText(key: Buffer, { version, bytes }: SealedText, derivation: Derivation): string {
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const tagAt = bytes.length - TAG_BYTES;
  const recordKey = deriveKey(key, derivation, nonce.subarray(0, SALT_BYTES));
  const decipher = createDecipheriv(CIPHER, recordKey, nonce.subarray(SALT_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(versionBytes(version)).setAuthTag(bytes.subarray(tagAt));
  const text = decipher.update(bytes.subarray(NONCE_BYTES, tagAt));
  try {
    decipher.final();
  } catch {
    throw new SealBrokenError(derivation.use);
  }
  return text.toString('utf8');
}

function versionBytes(version: number): Buffer {
  return Buffer.from(labelOf(version));
}

function labelOf(version: number): string {
  return `v${String(version)}:`;
}
