import ipaddr from 'ipaddr.js';

/** Of IPv6 nothing else is routed in the internet; so no form that holds an IPv4 address elsewhere passes (RFC 4291 §2.4). */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an address is somebody's in the internet. Not private, of this machine, link-local with the metadata service, shared by a
 * carrier, multicast, reserved or for documents; nor IPv4 inside IPv6 (mapped, 6to4, Teredo, NAT64), which leads to any of them.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  return parsed.range() === 'unicast' && (parsed instanceof ipaddr.IPv4 || parsed.match(GLOBAL_UNICAST));
}

/** Whether an address is this machine's, written as itself. */
export function isLoopbackAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.parse(address).range() === 'loopback';
}
