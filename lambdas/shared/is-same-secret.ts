import { timingSafeEqual } from 'node:crypto';

/** Whether two secrets, or two hashes of them, are the same: in a time that tells nothing of where they differ. */
export function isSameSecret(one: Buffer | string, other: Buffer | string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
