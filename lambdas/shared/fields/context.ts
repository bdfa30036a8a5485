import { crc32 } from 'node:zlib';
import { InvalidIdentifierError } from './errors';

/** Where a field lies. A sealed field opens there and nowhere else. */
export interface FieldContext {
  readonly tenant: string;
  readonly table: string;
  readonly column: string;
  /** The row's primary key. */
  readonly row: string;
}

const PARTS = ['tenant', 'table', 'column', 'row'] as const;
const LONGEST = 1024;
const LENGTH_BYTES = 2;

/** Half of a surrogate pair has no UTF-8 of its own: all of them would be encoded alike. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * The four parts, each after its length, so that no two contexts are encoded alike.
 * @throws {InvalidIdentifierError} when a part is empty, longer than 1,024 bytes or not well-formed text
 */
export function encodeContext(context: FieldContext): Buffer {
  const lengths = PARTS.map((part) => checkedLength(part, context[part]));
  const encoded = Buffer.allocUnsafe(lengths.reduce((sum, length) => sum + LENGTH_BYTES + length, 0));
  let offset = 0;
  for (const part of PARTS) {
    const written = encoded.write(context[part], offset + LENGTH_BYTES);
    encoded.writeUInt16BE(written, offset);
    offset += LENGTH_BYTES + written;
  }
  return encoded;
}

/**
 * Four bytes that tell a moved field from an altered one once the tag has failed. They are no security measure: the
 * whole context is authenticated by the tag.
 */
export function contextCheck(encoded: Buffer): number {
  return crc32(encoded);
}

function checkedLength(part: string, value: string): number {
  const length = Buffer.byteLength(value);
  if (length === 0 || length > LONGEST || LONE_SURROGATE.test(value)) throw new InvalidIdentifierError(part, `well-formed text of 1 to ${LONGEST} bytes`);
  return length;
}
