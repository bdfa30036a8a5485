import { FieldInClearError, FieldTruncatedError, UnknownFormatError } from './errors';

/** "RWF". */
const MAGIC = Buffer.from([0x52, 0x57, 0x46]);

/** The one format so far: AES-256-GCM under a key derived by HMAC-SHA256. A format fixes its algorithms. */
const FORMAT = 1;

/** Offsets and lengths in bytes; docs/field-encryption.md explains each. */
export const LAYOUT = Object.freeze({
  format: 3,
  keyVersion: 4,
  keyId: 8,
  keyIdLength: 12,
  contextCheck: 20,
  salt: 24,
  saltLength: 12,
  nonce: 36,
  nonceLength: 12,
  ciphertext: 48,
  tagLength: 16,
});

/** How many bytes a sealed field is longer than its value. */
export const OVERHEAD = LAYOUT.ciphertext + LAYOUT.tagLength;

/** The part of the header that is the same for all fields under a data key. */
export function headerPrefix(keyVersion: number, keyId: Buffer): Buffer {
  const prefix = Buffer.alloc(LAYOUT.contextCheck);
  MAGIC.copy(prefix);
  prefix.writeUInt8(FORMAT, LAYOUT.format);
  prefix.writeUInt32BE(keyVersion, LAYOUT.keyVersion);
  keyId.copy(prefix, LAYOUT.keyId, 0, LAYOUT.keyIdLength);
  return prefix;
}

/**
 * The version of the data key that a field is sealed under. Read before anything is verified: it says which key to try.
 * @param column names the field in the error
 * @throws {FieldInClearError} when it isn't a sealed field
 * @throws {UnknownFormatError} when it is one of another format
 * @throws {FieldTruncatedError} when it is too short
 */
export function unverifiedKeyVersion(sealed: Uint8Array, column: string): number {
  assertSealed(sealed, column);
  return asBuffer(sealed).readUInt32BE(LAYOUT.keyVersion);
}

/**
 * Refuses what doesn't have a sealed field's shape. That it opens is another matter.
 * @throws {FieldInClearError} when it isn't a sealed field
 * @throws {UnknownFormatError} when it is one of another format
 * @throws {FieldTruncatedError} when it is too short
 */
export function assertSealed(value: Uint8Array, column: string): void {
  const bytes = asBuffer(value);
  if (bytes.length === 0 || MAGIC.compare(bytes, 0, Math.min(MAGIC.length, bytes.length), 0, Math.min(MAGIC.length, bytes.length)) !== 0)
    throw new FieldInClearError(column);
  const format = bytes[LAYOUT.format] ?? FORMAT;
  if (format !== FORMAT) throw new UnknownFormatError(format);
  if (bytes.length < OVERHEAD) throw new FieldTruncatedError(bytes.length, OVERHEAD);
}

/** The same bytes, as a Buffer. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
