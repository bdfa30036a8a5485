import * as fc from 'fast-check';
import { isPrivate, overlap, parseNetwork } from '../../../lib/infrastructure/environments/cidr';

const prefix = fc.integer({ min: 1, max: 32 });
const address = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const network = fc.tuple(address, prefix).map(([number, bits]) => {
  const size = 2 ** (32 - bits);
  const first = Math.floor(number / size) * size;
  return { text: `${dotted(first)}/${String(bits)}`, first, last: first + size - 1, prefix: bits };
});

function dotted(number: number): string {
  return [24, 16, 8, 0].map((shift) => String(Math.floor(number / 2 ** shift) % 256)).join('.');
}

function parsed(text: string) {
  return parseNetwork(text) ?? { first: NaN, last: NaN, prefix: NaN };
}

test('reads every IPv4 network', () => {
  fc.assert(
    fc.property(network, ({ text, ...numbers }) => {
      expect(parseNetwork(text)).toEqual(numbers);
    }),
  );
});

test('refuses an address inside its network', () => {
  fc.assert(
    fc.property(network, fc.nat(), ({ first, last, prefix: bits }, offset) => {
      fc.pre(last > first);
      const inside = first + 1 + (offset % (last - first));
      expect(parseNetwork(`${dotted(inside)}/${String(bits)}`)).toBeUndefined();
    }),
  );
});

test('two networks overlap when one holds an end of the other, whichever comes first', () => {
  fc.assert(
    fc.property(network, network, (one, other) => {
      const holds = (outer: typeof one, inner: typeof one) => outer.first <= inner.first && inner.last <= outer.last;
      expect(overlap(parsed(one.text), parsed(other.text))).toBe(holds(one, other) || holds(other, one));
      expect(overlap(parsed(other.text), parsed(one.text))).toBe(overlap(parsed(one.text), parsed(other.text)));
    }),
  );
});

test.each(['', '10.0.0.0', '10.0/16', '10.0.0.0/33', '10.0.0.0/-1', '010.0.0.0/8', '0x0a.0.0.0/8', '::/16', '10.0.0.0/16 ', '167772160/8'])(
  'refuses %p',
  (text) => {
    expect(parseNetwork(text)).toBeUndefined();
  },
);

test.each([
  ['10.0.0.0/8', true],
  ['172.16.0.0/12', true],
  ['192.168.0.0/16', true],
  ['10.255.0.0/16', true],
  ['11.0.0.0/16', false],
  ['172.32.0.0/16', false],
  ['192.168.0.0/15', false],
  ['100.64.0.0/16', false],
])('%s is private: %p', (text, expected) => {
  expect(isPrivate(parsed(text))).toBe(expected);
});
