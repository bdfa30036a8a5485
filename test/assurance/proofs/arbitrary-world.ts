import fc from 'fast-check';
import type { SmallAclEntry, SmallGroup, SmallInterface, SmallPeer, SmallRoute, SmallRule, SmallSubnet, SmallWorld } from './small-world';

/** The VPC's blocks; everything below is cut from them or lies outside. */
const FOUR = '10.0.0.0/16';
const SIX = '2a05:d000:1::/56';

/** Blocks that rules and routes speak of. `oracle.ts` has an address in each piece into which they cut the world. */
const BLOCKS = [
  '0.0.0.0/0',
  '0.0.0.0/1',
  '203.0.113.0/24',
  '203.0.113.128/25',
  '198.51.100.0/24',
  '192.168.0.0/16',
  '10.0.0.0/16',
  '10.0.0.0/23',
  '10.0.0.0/24',
  '10.0.1.0/24',
  '10.0.0.0/25',
  '10.0.1.128/25',
  '::/0',
  '2001:db8::/32',
  '2001:db8:1::/48',
  SIX,
  '2a05:d000:1:1::/64',
];
/** What lies wholly outside, or holds everything: routes inside the VPC are another matter. */
const DESTINATIONS = BLOCKS.filter((block) => !block.startsWith('10.') && !block.startsWith('2a05'));
const PORTS = [
  [22, 22],
  [443, 443],
  [0, 65535],
  [1024, 65535],
  [5432, 5433],
  [1000, 2000],
] as const;

/** A port in each piece into which the ports above cut all ports. */
export const SAMPLE_PORTS = [5, 22, 80, 443, 500, 1010, 1500, 3000, 5432, 40000];
/** The protocols that rules name, and 253 for all others. */
export const SAMPLE_PROTOCOLS = [6, 17, 1, 50, 253];

const ports = fc.constantFrom(...PORTS);
const block = fc.oneof({ weight: 2, arbitrary: fc.constantFrom('0.0.0.0/0', '10.0.0.0/16', '::/0') }, { weight: 3, arbitrary: fc.constantFrom(...BLOCKS) });

const peer: fc.Arbitrary<SmallPeer> = fc.oneof(
  { weight: 4, arbitrary: block },
  { weight: 3, arbitrary: fc.record({ group: fc.nat({ max: 2 }) }) },
  { weight: 1, arbitrary: fc.record({ list: fc.nat({ max: 1 }) }) },
  { weight: 1, arbitrary: fc.record({ holders: fc.constantFrom('cloudfront', 's3') }) },
);

const rule: fc.Arbitrary<SmallRule> = fc.record({ protocol: fc.constantFrom('tcp', 'tcp', 'tcp', 'udp', 'icmp', '50', '-1'), ports, peer });

const group: fc.Arbitrary<SmallGroup> = fc.record({ ingress: fc.array(rule, { maxLength: 3 }), egress: fc.array(rule, { maxLength: 3 }) });

const entry: fc.Arbitrary<Omit<SmallAclEntry, 'number' | 'egress'>> = fc.record({
  allow: fc.oneof(fc.constant(true), fc.boolean()),
  protocol: fc.constantFrom(6, 6, 17, 1, 50, -1, -1),
  ports: fc.oneof(fc.constant([0, 65535] as const), ports),
  block,
});

/** Entries whose numbers aren't in the order in which they are written. */
const acl: fc.Arbitrary<readonly SmallAclEntry[]> = fc
  .tuple(fc.array(entry, { maxLength: 4 }), fc.array(entry, { maxLength: 4 }))
  .map(([out, into]) => [
    ...out.map((one, index) => ({ ...one, number: 9 - index * 2, egress: true })),
    ...into.map((one, index) => ({ ...one, number: 8 - index * 2, egress: false })),
  ]);

const route: fc.Arbitrary<SmallRoute> = fc.record({
  to: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom('0.0.0.0/0', '::/0', ...DESTINATIONS) },
    { weight: 1, arbitrary: fc.record({ list: fc.nat({ max: 1 }) }) },
  ),
  by: fc.constantFrom('internet', 'internet', 'nat', 'egress-only', 'peering', 'firewall'),
});

/** A table has one route for a destination. */
const routes = fc.uniqueArray(route, { maxLength: 4, selector: ({ to }) => (typeof to === 'string' ? to : `list ${to.list}`) });

/** The first subnet uses the first table, so that an endpoint there serves somebody. */
const subnets: fc.Arbitrary<readonly SmallSubnet[]> = fc
  .array(
    fc.record({
      hasSix: fc.boolean(),
      table: fc.nat({ max: 1 }),
      acl: fc.option(fc.nat({ max: 1 }), { nil: undefined, freq: 2 }),
    }),
    { minLength: 2, maxLength: 4 },
  )
  .map((drawn) =>
    drawn.map(({ hasSix, table, ...rest }, index) => ({
      ...rest,
      table: index === 0 ? 0 : table,
      four: `10.0.${index}.0/24`,
      six: hasSix ? `2a05:d000:1:${index}::/64` : undefined,
    })),
  );

const interfaces: fc.Arbitrary<readonly SmallInterface[]> = fc.array(
  fc.record({
    subnet: fc.nat({ max: 1 }),
    groups: fc.uniqueArray(fc.nat({ max: 2 }), { minLength: 1, maxLength: 2 }),
  }),
  { minLength: 2, maxLength: 3 },
);

/** Small networks: two to four subnets, anything between and around them. */
export const world: fc.Arbitrary<SmallWorld> = fc.record({
  four: fc.constant(FOUR),
  six: fc.constant(SIX),
  subnets,
  tables: fc.tuple(routes, routes),
  acls: fc.tuple(acl, acl),
  groups: fc.tuple(group, group, group),
  interfaces,
  lists: fc.tuple(fc.uniqueArray(fc.constantFrom(...DESTINATIONS.slice(1)), { maxLength: 2 }), fc.constant(['203.0.113.0/24'])),
  firewallSubnet: fc.nat({ max: 1 }),
  endpoints: fc.oneof(fc.constant([]), fc.constant([{ service: 's3' as const, tables: [0] }])),
});
