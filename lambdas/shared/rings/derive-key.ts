import { hkdfSync } from 'node:crypto';
import type { RingPurpose } from './ring';

/** For what a key is derived. */
export interface Derivation {
  readonly purpose: RingPurpose;
  readonly what: 'hash' | 'seal';
  readonly use: string;
}

const KEY_BYTES = 32;
const NO_SALT = Buffer.alloc(0);

/**
 * A key for one use of a ring's key, by HKDF-SHA-256 (RFC 5869): what was made for one use, one ring or by the other operation
 * fits no other. The parts are divided by NUL, which none of them holds.
 * @param salt drawn for one sealed text, so that each is sealed under a key of its own; empty for hashes
 */
export function deriveKey(key: Buffer, { purpose, what, use }: Derivation, salt: Buffer = NO_SALT): Buffer {
  if (use === '' || use.includes('\0')) throw new RangeError('A use of a key ring is a text without NUL.');
  return Buffer.from(hkdfSync('sha256', key, salt, ['ringwall/ring/v1', purpose, what, use].join('\0'), KEY_BYTES));
}
