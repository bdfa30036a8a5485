import { IPv4 } from 'ipaddr.js';

/** An IPv4 network as numbers. */
interface Network {
  readonly first: number;
  readonly last: number;
  /** Leading bits, as in the 16 of `/16`. */
  readonly prefix: number;
}

const RFC_1918 = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].map(parseOwn);

/** Reads `10.0.0.0/16`; `undefined` for anything else, also for an address inside the network, as in `10.0.0.5/16`. */
export function parseNetwork(text: string): Network | undefined {
  if (!IPv4.isValidCIDRFourPartDecimal(text)) {
    return undefined;
  }
  const network = parseOwn(text);
  const [address] = IPv4.parseCIDR(text);
  return toNumber(address) === network.first ? network : undefined;
}

/** Whether the network lies inside a private range of RFC 1918. */
export function isPrivate(network: Network): boolean {
  return RFC_1918.some((range) => range.first <= network.first && network.last <= range.last);
}

/** Whether the two share an address. */
export function overlap(one: Network, other: Network): boolean {
  return one.first <= other.last && other.first <= one.last;
}

function parseOwn(text: string): Network {
  const [, prefix] = IPv4.parseCIDR(text);
  return { first: toNumber(IPv4.networkAddressFromCIDR(text)), last: toNumber(IPv4.broadcastAddressFromCIDR(text)), prefix };
}

function toNumber(address: IPv4): number {
  return address.octets.reduce((sum, octet) => sum * 256 + octet, 0);
}
