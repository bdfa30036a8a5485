import fc from 'fast-check';
import { ALL_PORTS, holds, intersect, portsText, subtract, unite, type Ports } from '../../../lib/assurance/proofs/network/ports';
import { ANY_PROTOCOL, protocolOf, trafficText } from '../../../lib/assurance/proofs/network/protocols';

const range = fc.tuple(fc.nat({ max: 40 }), fc.nat({ max: 40 })).map(([one, other]) => ({ from: Math.min(one, other), to: Math.max(one, other) }));
const set = fc.array(range, { maxLength: 5 }).map(unite);
const EACH = Array.from({ length: 42 }, (_, port) => port);

function agrees(result: Ports, expected: (port: number) => boolean): boolean {
  return EACH.every((port) => holds(result, port) === expected(port));
}

describe('ports', () => {
  it('form sets: union, intersection and difference hold what they must', () => {
    fc.assert(
      fc.property(set, set, (one, other) => {
        expect(agrees(unite([...one, ...other]), (port) => holds(one, port) || holds(other, port))).toBe(true);
        expect(agrees(intersect(one, other), (port) => holds(one, port) && holds(other, port))).toBe(true);
        expect(agrees(subtract(one, other), (port) => holds(one, port) && !holds(other, port))).toBe(true);
      }),
    );
  });

  it('are written sorted and joined where they touch', () => {
    expect(
      portsText(
        unite([
          { from: 3001, to: 3007 },
          { from: 443, to: 443 },
          { from: 3000, to: 3000 },
        ]),
      ),
    ).toBe('443, 3000–3007');
  });
});

describe('protocols', () => {
  it.each([
    ['tcp', 6],
    ['UDP', 17],
    ['-1', ANY_PROTOCOL],
    ['50', 50],
  ])('are known as %p', (text, number) => {
    expect(protocolOf(text)).toBe(number);
  });

  it.each(['', 'sctp', '256', '6.0', '-2'])('refuse %p', (text) => {
    expect(protocolOf(text)).toBeUndefined();
  });

  it('are written with ports where they have some', () => {
    expect([
      trafficText(6, [{ from: 443, to: 443 }]),
      trafficText(17, ALL_PORTS),
      trafficText(1, ALL_PORTS),
      trafficText(50, ALL_PORTS),
      trafficText(253, ALL_PORTS),
      trafficText(ANY_PROTOCOL, ALL_PORTS),
    ]).toEqual(['tcp 443', 'udp, all ports', 'icmp', 'protocol 50', 'other protocols', 'all traffic']);
  });
});
