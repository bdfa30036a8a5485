import { ALL_PORTS, portsText, type Ports } from './ports';

/** An IP protocol by its number (IANA); `ANY_PROTOCOL` in a rule that doesn't tell them apart. */
export type Protocol = number;

/** What rules write as `-1`. */
export const ANY_PROTOCOL: Protocol = -1;

/** The transmission control protocol: the one that does nothing before an answer has come back. */
export const TCP: Protocol = 6;

/** The user datagram protocol. */
export const UDP: Protocol = 17;

/** Stands for all protocols that no rule names; 253 is reserved for experiments (RFC 3692). */
export const OTHER_PROTOCOL: Protocol = 253;

/** The names that EC2 takes. */
const NAMES: ReadonlyMap<string, Protocol> = new Map([
  ['tcp', TCP],
  ['udp', UDP],
  ['icmp', 1],
  ['icmpv6', 58],
  ['-1', ANY_PROTOCOL],
]);

/** The protocol that a rule's text names; `undefined` when it names none. */
export function protocolOf(text: string): Protocol | undefined {
  const named = NAMES.get(text.toLowerCase());
  if (named !== undefined) return named;
  return /^\d{1,3}$/.test(text) && Number(text) <= 255 ? Number(text) : undefined;
}

/** Whether rules of this protocol tell ports. */
export function hasPorts(protocol: Protocol): boolean {
  return protocol === TCP || protocol === UDP;
}

/** Such as `tcp 443`, `icmp` or `all traffic`. */
export function trafficText(protocol: Protocol, ports: Ports): string {
  if (protocol === ANY_PROTOCOL) return 'all traffic';
  const name = protocolName(protocol);
  if (!hasPorts(protocol)) return name;
  return portsText(ports) === portsText(ALL_PORTS) ? `${name}, all ports` : `${name} ${portsText(ports)}`;
}

function protocolName(protocol: Protocol): string {
  if (protocol === OTHER_PROTOCOL) return 'other protocols';
  const named = [...NAMES].find(([, number]) => number === protocol);
  return named?.[0] ?? `protocol ${protocol}`;
}
