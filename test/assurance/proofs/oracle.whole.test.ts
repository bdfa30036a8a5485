import fc from 'fast-check';
import { analyse } from '../../../lib/assurance/proofs/network/analyse';
import type { End } from '../../../lib/assurance/proofs/network/model';
import { holds } from '../../../lib/assurance/proofs/network/ports';
import { OTHER_PROTOCOL } from '../../../lib/assurance/proofs/network/protocols';
import { miniGraph } from '../../support/mini-graph';
import { SAMPLE_PORTS, SAMPLE_PROTOCOLS, world } from './arbitrary-world';
import { askOracle } from './oracle';
import { templateOf, type SmallWorld } from './small-world';

const CASES = 1000;

/** What the proof finds, told as the oracle tells it. */
function askProof(small: SmallWorld, protocols: readonly number[], ports: readonly number[]): ReadonlySet<string> {
  const { reaches, network } = analyse(miniGraph(templateOf(small)));
  const lines = protocols.flatMap((asked) =>
    reaches
      .filter(({ protocol }) => protocol === (network.protocols.includes(asked) ? asked : OTHER_PROTOCOL))
      .flatMap(({ from, to, ports: reached }) => {
        const open = ports.filter((port) => holds(reached, port));
        return namesOf(from, small).flatMap((source) =>
          namesOf(to, small).flatMap((destination) => open.map((port) => `${source} > ${destination}: ${asked}/${port}`)),
        );
      }),
  );
  return new Set(lines);
}

/** Interfaces that nothing tells apart are one to the proof. */
function namesOf(end: End, small: SmallWorld): readonly string[] {
  if (end.kind === 'outside') return [end.name];
  const groups = end.groups
    .map((group) => group.resource.logicalId)
    .sort()
    .join(' ');
  return small.interfaces.flatMap((one, index) => {
    const same =
      `Subnet${one.subnet}` === end.subnet.resource.logicalId &&
      one.groups
        .map((group) => `Group${group}`)
        .sort()
        .join(' ') === groups;
    return same ? [`interface ${index}`] : [];
  });
}

/** The holders of a list that nothing outward names are reached as part of the internet: no end of their own to the proof. */
function isNamed(line: string, { groups, endpoints }: SmallWorld): boolean {
  const outward = JSON.stringify([groups.map(({ egress }) => egress), endpoints]);
  return ['cloudfront', 's3'].every((holder) => !line.includes(`> ${holder}`) || outward.includes(`"${holder}"`));
}

describe('the reachability proof and an independent oracle', () => {
  it('agree on every source, destination, protocol and port of generated networks', () => {
    let reached = 0;
    fc.assert(
      fc.property(
        world,
        fc.shuffledSubarray(SAMPLE_PROTOCOLS, { minLength: 2, maxLength: 2 }),
        fc.shuffledSubarray(SAMPLE_PORTS, { minLength: 3, maxLength: 3 }),
        (small, protocols, ports) => {
          const expected = [...askOracle(small, protocols, ports)].filter((line) => isNamed(line, small)).sort();
          reached += expected.length;
          expect([...askProof(small, protocols, ports)].sort()).toEqual(expected);
        },
      ),
      { numRuns: CASES },
    );
    // Networks in which nobody reaches anybody would agree as well.
    expect(reached).toBeGreaterThan(CASES);
  }, 120_000);
});
