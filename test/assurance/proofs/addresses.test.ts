import fc from 'fast-check';
import { addressText, contains, EVERYWHERE, INTERNET, rangeOf, representatives, sameFamily, without } from '../../../lib/assurance/proofs/network/addresses';

const four = fc.ipV4().chain((address) => fc.nat({ max: 32 }).map((bits) => `${address}/${bits}`));
const six = fc
  .ipV6()
  .filter((address) => !address.includes('.'))
  .chain((address) => fc.nat({ max: 128 }).map((bits) => `${address}/${bits}`));
/** So near each other that they lie inside one another. */
const near = fc.tuple(fc.nat({ max: 255 }), fc.integer({ min: 24, max: 32 })).map(([last, bits]) => `10.0.0.${last}/${bits}`);
const block = fc.oneof(four, six, { weight: 4, arbitrary: near }).map((text) => rangeOf(text)!);

describe('addresses', () => {
  it('reads blocks of both families, and ignores host bits as EC2 does', () => {
    expect(rangeOf('10.0.1.5/16')).toEqual(rangeOf('10.0.0.0/16'));
    expect(rangeOf('2001:db8::1/32')).toEqual(rangeOf('2001:db8::/32'));
    expect([rangeOf('0.0.0.0/0'), rangeOf('::/0')]).toEqual([EVERYWHERE[1], EVERYWHERE[0]]);
  });

  it.each(['10.0.0.0', '10.0.0.0/33', '::/129', 'anywhere', ''])('refuses %p, which is no block', (text) => {
    expect(rangeOf(text)).toBeUndefined();
  });

  it('writes an address as it was read', () => {
    expect(addressText(rangeOf('203.0.113.7/32')!.low)).toBe('203.0.113.7');
    expect(addressText(rangeOf('2001:db8::7/128')!.low)).toBe('2001:db8::7');
  });

  it('keeps private, link-local and multicast addresses out of the internet', () => {
    const strangers = ['10.1.2.3', '172.31.0.1', '192.168.0.1', '169.254.169.254', '127.0.0.1', '100.64.0.1', '224.0.0.1', '255.255.255.255'].map(
      (address) => rangeOf(`${address}/32`)!.low,
    );

    expect(strangers.filter((address) => INTERNET.some((range) => contains(range, address)))).toEqual([]);
    expect(INTERNET.some((range) => contains(range, rangeOf('172.32.0.1/32')!.low))).toBe(true);
    expect(INTERNET.some((range) => contains(range, rangeOf('fd00::1/128')!.low))).toBe(false);
  });

  it('takes away exactly what it is told to', () => {
    fc.assert(
      fc.property(block, block, (range, hole) => {
        const left = without([range], [hole]);
        const edges = [range.low, range.high, hole.low, hole.high, hole.low - 1n, hole.high + 1n].filter((address) => contains(range, address));

        expect(edges.every((address) => left.some((part) => contains(part, address)) === !contains(hole, address))).toBe(true);
      }),
    );
  });

  it('finds one address for each kind that blocks tell apart, and no two alike', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 6 }), block, (blocks, range) => {
        const found = representatives([range], blocks);
        const kind = (address: bigint): string => blocks.map((one) => contains(one, address)).join();
        const edges = [range, ...blocks].flatMap(({ low, high }) => [low - 1n, low, high, high + 1n]).filter((address) => contains(range, address));

        expect(new Set(found.map(kind)).size).toBe(found.length);
        expect(edges.every((edge) => found.some((address) => kind(address) === kind(edge) && sameFamily(address, edge)))).toBe(true);
      }),
    );
  });
});
