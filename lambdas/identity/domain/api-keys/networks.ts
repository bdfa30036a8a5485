import ipaddr from 'ipaddr.js';

/** Whether a text is a range of addresses, written as the range itself and not as an address in it, and not all addresses. */
export function isNetwork(text: string): boolean {
  if (text.length > 43 || !ipaddr.isValidCIDR(text)) return false;
  const [address, bits] = ipaddr.parseCIDR(text);
  const written = `${(address.kind() === 'ipv4' ? ipaddr.IPv4 : ipaddr.IPv6).networkAddressFromCIDR(text).toString()}/${String(bits)}`;
  return bits > 0 && written === text.toLowerCase();
}

/** Whether an address is in one of the ranges; what is no address is in none. */
export function isWithin(address: string, networks: readonly string[]): boolean {
  if (!ipaddr.isValid(address)) return false;
  const given = ipaddr.process(address);
  return networks.some((network) => {
    const range = ipaddr.parseCIDR(network);
    return range[0].kind() === given.kind() && given.match(range);
  });
}
