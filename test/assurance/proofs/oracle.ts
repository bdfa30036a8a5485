import type { SmallInterface, SmallPeer, SmallRoute, SmallRule, SmallSubnet, SmallWorld } from './small-world';

/** Somebody with one address. */
interface Host {
  /** `interface 0`, or the name of an outside network. */
  readonly name: string;
  readonly address: string;
  readonly at?: SmallInterface;
}

/** The outside, one address for each piece into which the blocks of `arbitrary-world.ts` cut it. */
const INTERNET = ['203.0.113.5', '203.0.113.200', '198.51.100.7', '20.0.0.1', '192.0.2.1', '2001:db8::1', '2001:db8:1::1', '2600::1'];
const PRIVATE = ['192.168.1.1', '172.16.0.1', '10.9.0.1', 'fd00::1'];
/** Ports of clients, likewise. */
const CLIENT_PORTS = [1500, 3000, 5432, 40000];
const NUMBERS: Readonly<Record<SmallRule['protocol'], number>> = { tcp: 6, udp: 17, icmp: 1, '50': 50, '-1': -1 };

/**
 * The reachability proof's rival: sends single packets with real addresses and ports through a small world, and asks each
 * rule one by one whether it takes the packet. It knows no ranges and no sets, and shares no line with the proof.
 * @returns what gets through, as `from > to: protocol/port`
 */
export function askOracle(world: SmallWorld, protocols: readonly number[], ports: readonly number[]): ReadonlySet<string> {
  const inside = world.interfaces.flatMap((at, index) =>
    addressesIn(world.subnets[at.subnet]!).map((address): Host => ({ name: `interface ${index}`, address, at })),
  );
  const outside = [
    ...INTERNET.map((address): Host => ({ name: 'internet', address })),
    ...[...INTERNET, ...PRIVATE].map((address): Host => ({ name: 'another network', address })),
    ...['cloudfront', 's3'].flatMap((name) => INTERNET.map((address): Host => ({ name, address }))),
  ];
  const through = new Set<string>();
  for (const [from, to] of [...pairs(inside, inside), ...pairs(inside, outside), ...pairs(outside, inside)]) {
    if (from.address.includes(':') !== to.address.includes(':')) continue;
    for (const protocol of protocols) {
      for (const port of ports) {
        const key = `${from.name} > ${to.name}: ${protocol}/${port}`;
        if (!through.has(key) && gets(world, from, to, protocol, port)) through.add(key);
      }
    }
  }
  return through;
}

function* pairs(some: readonly Host[], others: readonly Host[]): Generator<readonly [Host, Host]> {
  for (const one of some) for (const other of others) yield [one, other];
}

/** Two hosts of each IPv4 block, one in either half. */
function addressesIn({ four, six }: SmallSubnet): readonly string[] {
  const start = four.split('.').slice(0, 3).join('.');
  return [`${start}.10`, `${start}.200`, ...(six === undefined ? [] : [six.replace('::/64', '::10')])];
}

function gets(world: SmallWorld, from: Host, to: Host, protocol: number, port: number): boolean {
  if (!groupsTake(world, from, to, protocol, port)) return false;
  if (from.at === undefined && isHolder(from.name)) return true;
  if (!isCarried(world, from, to)) return false;
  if (from.at?.subnet === to.at?.subnet) return true;
  if (!aclTakes(world, from, true, to.address, protocol, port) || !aclTakes(world, to, false, from.address, protocol, port)) return false;
  return (
    protocol !== 6 ||
    CLIENT_PORTS.some((client) => aclTakes(world, to, true, from.address, protocol, client) && aclTakes(world, from, false, to.address, protocol, client))
  );
}

function groupsTake(world: SmallWorld, from: Host, to: Host, protocol: number, port: number): boolean {
  // What a prefix list's holders send comes in by rules for that list alone.
  const unseen = from.at === undefined && isHolder(from.name);
  const out =
    from.at === undefined ||
    from.at.groups.some((index) => {
      const { egress } = world.groups[index]!;
      return egress.length === 0 || egress.some((rule) => ruleTakes(world, rule, to, protocol, port));
    });
  return (
    out &&
    (to.at === undefined || to.at.groups.some((index) => world.groups[index]!.ingress.some((rule) => ruleTakes(world, rule, from, protocol, port, unseen))))
  );
}

function ruleTakes(world: SmallWorld, rule: SmallRule, other: Host, protocol: number, port: number, unseen = false): boolean {
  const number = NUMBERS[rule.protocol];
  if (number !== -1 && number !== protocol) return false;
  if ((number === 6 || number === 17) && (port < rule.ports[0] || port > rule.ports[1])) return false;
  return isMeant(world, rule.peer, other, unseen);
}

function isMeant(world: SmallWorld, peer: SmallPeer, other: Host, unseen: boolean): boolean {
  if (typeof peer === 'string') return !unseen && isIn(other.address, peer);
  if ('group' in peer) return other.at?.groups.includes(peer.group) === true;
  if ('list' in peer) return !unseen && world.lists[peer.list]!.some((block) => isIn(other.address, block));
  return other.at === undefined && other.name === peer.holders;
}

function aclTakes(world: SmallWorld, host: Host, egress: boolean, address: string, protocol: number, port: number): boolean {
  const subnet = host.at === undefined ? undefined : world.subnets[host.at.subnet]!;
  if (subnet?.acl === undefined) return true;
  const entries = [...world.acls[subnet.acl]!].filter((entry) => entry.egress === egress);
  // Numbers are unique in a direction, so that order decides by them alone.
  for (let number = 1; number <= 9; number++) {
    for (const entry of entries) {
      if (entry.number !== number || !isIn(address, entry.block)) continue;
      const anyProtocol = entry.protocol === -1;
      if (!anyProtocol && entry.protocol !== protocol) continue;
      const told = entry.protocol === 6 || entry.protocol === 17;
      if (told && (port < entry.ports[0] || port > entry.ports[1])) continue;
      return entry.allow;
    }
  }
  return false;
}

function isCarried(world: SmallWorld, from: Host, to: Host): boolean {
  if (from.at !== undefined && to.at !== undefined) return true;
  if (from.at !== undefined) {
    const ways = waysOut(world, from.at.subnet, to, 0);
    if (to.name === 'internet') return ways.some((way) => way === 'internet' || way === 'nat' || way === 'egress-only');
    if (to.name === 'another network') return ways.includes('peering');
    return ways.some((way) => way !== 'peering');
  }
  // Whoever comes in must be answered the same way.
  return waysOut(world, to.at!.subnet, from, 0).includes(from.name === 'internet' ? 'internet' : 'peering');
}

function waysOut(world: SmallWorld, subnet: number, to: Host, depth: number): readonly string[] {
  const { table } = world.subnets[subnet]!;
  const endpoint = isHolder(to.name) && world.endpoints.some((found) => found.service === to.name && found.tables.includes(table)) ? ['endpoint'] : [];
  let best: SmallRoute | undefined;
  let length = -1;
  const taken: SmallRoute[] = [];
  for (const route of world.tables[table]!) {
    if (typeof route.to !== 'string') {
      // AWS doesn't say whether a list's route goes before others: it may.
      if (world.lists[route.to.list]!.some((block) => isIn(to.address, block))) taken.push(route);
      continue;
    }
    const bits = Number(route.to.split('/')[1]);
    if (isIn(to.address, route.to) && bits > length) [best, length] = [route, bits];
  }
  if (best !== undefined && !(endpoint.length > 0 && length === 0)) taken.push(best);
  return [...endpoint, ...taken.flatMap(({ by }) => (by !== 'firewall' ? [by] : depth > 4 ? [] : waysOut(world, world.firewallSubnet, to, depth + 1)))];
}

function isHolder(name: string): boolean {
  return name === 'cloudfront' || name === 's3';
}

const written = new Map<string, string>();

/** Compares the first digits of addresses written out in binary. */
function isIn(address: string, block: string): boolean {
  const [network = '', length = ''] = block.split('/');
  const [one, other] = [digits(address), digits(network)];
  return one.length === other.length && one.startsWith(other.slice(0, Number(length)));
}

function digits(address: string): string {
  const known = written.get(address);
  if (known !== undefined) return known;
  const text = address.includes(':')
    ? sixDigits(address)
    : address
        .split('.')
        .map((part) => Number(part).toString(2).padStart(8, '0'))
        .join('');
  written.set(address, text);
  return text;
}

function sixDigits(address: string): string {
  const [head = '', tail = ''] = address.split('::');
  const [left, right] = [head, tail].map((half) => half.split(':').filter((part) => part !== ''));
  const zeros = Array.from({ length: 8 - left!.length - right!.length }, () => '0');
  return [...left!, ...(address.includes('::') ? zeros : []), ...right!].map((part) => Number.parseInt(part, 16).toString(2).padStart(16, '0')).join('');
}
