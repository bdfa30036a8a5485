import { fromByteArray, parseCIDR } from 'ipaddr.js';

/**
 * Divides an address block as `Fn::Cidr` does.
 * @param block Such as `10.0.0.0/16`.
 * @param count How many blocks, 1 to 256.
 * @param bits Host bits of each, such as 8 for a /24.
 * @returns `undefined` when the block can't be divided so
 */
export function cidrBlocks(block: string | undefined, count: number, bits: number): readonly string[] | undefined {
  const parsed = parse(block);
  if (parsed === undefined || !isWithin(count, 1, 256)) return undefined;
  const { bytes, prefix } = parsed;
  const size = bytes.length * 8;
  if (!isWithin(bits, 1, size - prefix) || 2 ** (size - bits - prefix) < count) return undefined;
  const hostBits = BigInt(size - prefix);
  const first = (bytes.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n) >> hostBits) << hostBits;
  return Array.from({ length: count }, (_, index) => `${format(first + (BigInt(index) << BigInt(bits)), bytes.length)}/${size - bits}`);
}

function parse(block: string | undefined): { readonly bytes: readonly number[]; readonly prefix: number } | undefined {
  try {
    const [address, prefix] = parseCIDR(block ?? '');
    return { bytes: address.toByteArray(), prefix };
  } catch {
    // The library answers only by throwing; a block that isn't one is the caller's `Unresolved`.
    return undefined;
  }
}

function isWithin(number: number, least: number, most: number): boolean {
  return Number.isInteger(number) && number >= least && number <= most;
}

function format(number: bigint, bytes: number): string {
  return fromByteArray(Array.from({ length: bytes }, (_, index) => Number((number >> BigInt(8 * (bytes - 1 - index))) & 255n))).toString();
}
