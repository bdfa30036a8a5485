import { createHmac } from 'node:crypto';
import { LAYOUT } from './format';

/**
 * What HMAC is given after NIST SP 800-108r1, 4.1 (KDF in counter mode, one block): [1] ‖ label ‖ 00 ‖ context ‖ [bits],
 * with room for the context. It is filled anew for each derivation, which is synchronous.
 */
interface Input {
  readonly bytes: Buffer;
  readonly contextAt: number;
}

const COUNTER = Buffer.from([0, 0, 0, 1]);
const SEPARATOR = Buffer.from([0]);
const RECORD = input('ringwall/field/v1', LAYOUT.saltLength, 256);
const KEY_ID = input('ringwall/field/key-id', 0, LAYOUT.keyIdLength * 8);

/**
 * The key of one field. Its salt is drawn for this field alone, so that the key seals once and the 2³² random nonces
 * that NIST SP 800-38D, 8.3 grants a key are never a limit (the construction of C2SP's XAES-256-GCM, with HMAC).
 */
export function deriveRecordKey(dataKey: Buffer, salt: Buffer): Buffer {
  salt.copy(RECORD.bytes, RECORD.contextAt);
  return createHmac('sha256', dataKey).update(RECORD.bytes).digest();
}

/** What tells a data key from others, and says nothing about it. */
export function deriveKeyId(dataKey: Buffer): Buffer {
  return createHmac('sha256', dataKey).update(KEY_ID.bytes).digest().subarray(0, LAYOUT.keyIdLength);
}

function input(label: string, contextLength: number, bits: number): Input {
  const head = Buffer.concat([COUNTER, Buffer.from(label), SEPARATOR]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bits);
  return { bytes: Buffer.concat([head, Buffer.alloc(contextLength), length]), contextAt: head.length };
}
