import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto';
import { contextCheck } from './context';
import type { DataKey } from './data-key';
import { deriveRecordKey } from './derive';
import { FieldAlteredError, WrongContextError, WrongKeyError } from './errors';
import { LAYOUT } from './format';

const CIPHER = 'aes-256-gcm';
const SEED_LENGTH = LAYOUT.saltLength + LAYOUT.nonceLength;

/**
 * Seals a value under a data key, for one context. The tag authenticates the whole header and the context. Synchronous,
 * so that the cache can't destroy the key meanwhile.
 * @param context as `encodeContext` gives it
 */
export function seal(key: DataKey, context: Buffer, value: Uint8Array): Buffer {
  const authenticated = Buffer.allocUnsafe(LAYOUT.ciphertext + context.length);
  key.prefix.copy(authenticated);
  authenticated.writeUInt32BE(contextCheck(context), LAYOUT.contextCheck);
  randomFillSync(authenticated, LAYOUT.salt, SEED_LENGTH);
  context.copy(authenticated, LAYOUT.ciphertext);
  const recordKey = deriveRecordKey(key.bytes, saltOf(authenticated));
  const cipher = createCipheriv(CIPHER, recordKey, nonceOf(authenticated));
  recordKey.fill(0);
  cipher.setAAD(authenticated);
  const ciphertext = cipher.update(value);
  cipher.final();
  return Buffer.concat([authenticated.subarray(0, LAYOUT.ciphertext), ciphertext, cipher.getAuthTag()]);
}

/**
 * Opens a sealed field; its shape was checked before.
 * @throws {WrongKeyError} when it is sealed under another data key
 * @throws {WrongContextError} when it is sealed for another context
 * @throws {FieldAlteredError} when it was altered or cut off
 */
export function open(key: DataKey, context: Buffer, sealed: Buffer): Buffer {
  if (key.prefix.compare(sealed, 0, LAYOUT.contextCheck) !== 0) throw new WrongKeyError(key.version);
  const recordKey = deriveRecordKey(key.bytes, saltOf(sealed));
  const decipher = createDecipheriv(CIPHER, recordKey, nonceOf(sealed), { authTagLength: LAYOUT.tagLength });
  recordKey.fill(0);
  const tagOffset = sealed.length - LAYOUT.tagLength;
  decipher.setAAD(Buffer.concat([sealed.subarray(0, LAYOUT.ciphertext), context])).setAuthTag(sealed.subarray(tagOffset));
  const value = decipher.update(sealed.subarray(LAYOUT.ciphertext, tagOffset));
  try {
    decipher.final();
  } catch {
    value.fill(0);
    throw sealed.readUInt32BE(LAYOUT.contextCheck) === contextCheck(context) ? new FieldAlteredError() : new WrongContextError();
  }
  return value;
}

function saltOf(sealed: Buffer): Buffer {
  return sealed.subarray(LAYOUT.salt, LAYOUT.nonce);
}

function nonceOf(sealed: Buffer): Buffer {
  return sealed.subarray(LAYOUT.nonce, LAYOUT.ciphertext);
}
