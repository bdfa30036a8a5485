import { deriveKeyId } from './derive';
import { headerPrefix } from './format';

const KEY_BYTES = 32;

/** A data key in clear. It lives in the key cache alone, which destroys it. */
export class DataKey {
  /** What the header of each field under this key begins with. */
  readonly prefix: Buffer;

  /**
   * @param version counted from 1 for an owner and class
   * @throws {RangeError} when the key isn't of 256 bits
   */
  constructor(
    readonly version: number,
    readonly bytes: Buffer,
  ) {
    if (bytes.length !== KEY_BYTES) throw new RangeError(`A data key has ${KEY_BYTES} bytes, this one ${bytes.length}.`);
    this.prefix = headerPrefix(version, deriveKeyId(bytes));
  }

  /** Overwrites the key. */
  destroy(): void {
    this.bytes.fill(0);
  }
}
