/** A run of ports, both ends included. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

/** A set of ports: sorted ranges that neither overlap nor touch. */
export type Ports = readonly PortRange[];

/** No port. */
export const NO_PORTS: Ports = [];

/** Every port; also what a protocol without ports is said to use. */
export const ALL_PORTS: Ports = [{ from: 0, to: 65535 }];

/** Where the answers of a client go (NET-4; AWS's own advice for network ACLs). */
export const EPHEMERAL_PORTS: Ports = [{ from: 1024, to: 65535 }];

/** The ports in both sets. */
export function intersect(one: Ports, other: Ports): Ports {
  if (one === ALL_PORTS) return other;
  if (other === ALL_PORTS) return one;
  return one.flatMap((range) => other.map((next) => ({ from: Math.max(range.from, next.from), to: Math.min(range.to, next.to) }))).filter(isRange);
}

/** The ports in any of the ranges. */
export function unite(ranges: readonly PortRange[]): Ports {
  const united: PortRange[] = [];
  for (const range of [...ranges].sort((one, other) => one.from - other.from)) {
    const last = united.at(-1);
    if (last !== undefined && range.from <= last.to + 1) united[united.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
    else united.push(range);
  }
  return united;
}

/** The ports of one set that aren't in the other. */
export function subtract(ports: Ports, gone: Ports): Ports {
  return gone.reduce<Ports>(
    (left, hole) =>
      left
        .flatMap((range) => [
          { from: range.from, to: Math.min(range.to, hole.from - 1) },
          { from: Math.max(range.from, hole.to + 1), to: range.to },
        ])
        .filter(isRange),
    ports,
  );
}

/** Whether a set holds a port. */
export function holds(ports: Ports, port: number): boolean {
  return ports.some((range) => range.from <= port && port <= range.to);
}

/** Such as `443, 3000–3007`. */
export function portsText(ports: Ports): string {
  return ports.map((range) => (range.from === range.to ? String(range.from) : `${range.from}–${range.to}`)).join(', ');
}

function isRange(range: PortRange): boolean {
  return range.from <= range.to;
}
