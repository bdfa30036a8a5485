import { fromByteArray, parseCIDR } from 'ipaddr.js';

/**
 * A run of addresses, both ends included. All addresses stand on one line of integers: IPv6 as they are, IPv4 behind
 * them, so that one arithmetic serves both families and no range ever holds both.
 */
export interface AddressRange {
  readonly low: bigint;
  readonly high: bigint;
}

const FIRST_IPV4 = 1n << 128n;
const LAST = FIRST_IPV4 + (1n << 32n) - 1n;

/** Every address there is. */
export const EVERYWHERE: readonly AddressRange[] = [
  { low: 0n, high: FIRST_IPV4 - 1n },
  { low: FIRST_IPV4, high: LAST },
];

/**
 * Blocks that no packet of the internet comes from or goes to: private, shared, link-local, loopback, multicast and
 * reserved ones (RFC 6890). What is left out here counts as internet, so the list holds only what is certain.
 */
const NEVER_INTERNET = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '224.0.0.0/3',
  '::/127',
  'fc00::/7',
  'fe80::/10',
  'ff00::/8',
];

/** The range that a CIDR block is; `undefined` when the text isn't one. Host bits count for nothing, as in EC2. */
export function rangeOf(cidr: string): AddressRange | undefined {
  try {
    const [address, prefix] = parseCIDR(cidr);
    const bytes = address.toByteArray();
    const hostBits = BigInt(bytes.length * 8 - prefix);
    const number = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
    const low = ((number >> hostBits) << hostBits) + (bytes.length === 4 ? FIRST_IPV4 : 0n);
    return { low, high: low + (1n << hostBits) - 1n };
  } catch {
    // The library answers only by throwing; the reader reports the text that isn't a block.
    return undefined;
  }
}

/** Whether an address lies in a range. */
export function contains(range: AddressRange, address: bigint): boolean {
  return range.low <= address && address <= range.high;
}

/** Whether two addresses are of the same family. */
export function sameFamily(one: bigint, other: bigint): boolean {
  return one < FIRST_IPV4 === other < FIRST_IPV4;
}

/** Ranges without others. */
export function without(ranges: readonly AddressRange[], gone: readonly AddressRange[]): readonly AddressRange[] {
  return gone.reduce((left, hole) => left.flatMap((range) => cut(range, hole)), ranges);
}

/** The addresses of the internet. */
export const INTERNET: readonly AddressRange[] = without(
  EVERYWHERE,
  NEVER_INTERNET.map(rangeOf).filter((range) => range !== undefined),
);

/**
 * One address for each kind: two addresses are of a kind when the same blocks hold them, so that no rule can tell them
 * apart. What holds for these holds for all of the ranges.
 */
export function representatives(ranges: readonly AddressRange[], blocks: readonly AddressRange[]): readonly bigint[] {
  const found = new Map<string, bigint>();
  for (const range of ranges) {
    for (const start of startsWithin(range, blocks)) {
      const kind = `${start < FIRST_IPV4}:${blocks.map((block) => (contains(block, start) ? 1 : 0)).join('')}`;
      if (!found.has(kind)) found.set(kind, start);
    }
  }
  return [...found.values()];
}

/** An address as people write it. */
export function addressText(address: bigint): string {
  const length = address < FIRST_IPV4 ? 16 : 4;
  const number = address < FIRST_IPV4 ? address : address - FIRST_IPV4;
  return fromByteArray(Array.from({ length }, (_, index) => Number((number >> BigInt(8 * (length - 1 - index))) & 255n))).toString();
}

function cut(range: AddressRange, hole: AddressRange): readonly AddressRange[] {
  if (hole.high < range.low || range.high < hole.low) return [range];
  return [
    { low: range.low, high: hole.low - 1n },
    { low: hole.high + 1n, high: range.high },
  ].filter((part) => part.low <= part.high);
}

/** Where, inside a range, membership of a block may change. */
function startsWithin(range: AddressRange, blocks: readonly AddressRange[]): readonly bigint[] {
  const edges = blocks.flatMap((block) => [block.low, block.high + 1n]).filter((edge) => range.low < edge && edge <= range.high);
  return [range.low, ...new Set(edges)];
}
