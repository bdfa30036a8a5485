import ipaddr from 'ipaddr.js';

/** Who can change the rest of an IPv6 address at will has at least so many bits of it (RFC 6177 §2). */
const IPV6_PREFIX = 64;

/** All whose address can't be read share one budget. */
const UNREADABLE = 'unreadable';

/**
 * What a limit for an address counts by: an IPv4 address, or an IPv6 network of /64. Two ways to write one address are one subject,
 * also IPv4 mapped into IPv6. It is personal: hash it before it is stored.
 */
export function subjectOfAddress(address: string): string {
  if (!ipaddr.isValid(address) || (ipaddr.IPv4.isValid(address) && !ipaddr.IPv4.isValidFourPartDecimal(address))) return UNREADABLE;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  const network = ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toNormalizedString().replace(/%.*$/, '')}/${String(IPV6_PREFIX)}`);
  return `${network.toNormalizedString()}/${String(IPV6_PREFIX)}`;
}
