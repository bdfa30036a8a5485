import type { Table } from '../../checks/check';
import type { Flow } from '../../templates/configuration';
import { rowsFor, undeclaredPorts } from './declared';
import type { ExitKind } from './model';
import { endName } from './names-of-ends';
import { unite, type PortRange } from './ports';
import { trafficText, type Protocol } from './protocols';
import { passages, type Reach } from './reach';
import type { SubnetLookup } from './routes';

/** One line of the table: what is reached the same way, under the same row. */
interface Line {
  readonly from: string;
  readonly to: string;
  readonly protocol: Protocol;
  readonly through: string;
  readonly allowedBy: string;
}

const EXITS: Readonly<Record<ExitKind, string>> = {
  'internet-gateway': 'internet gateway',
  'nat-gateway': 'NAT gateway',
  'egress-only-gateway': 'egress-only internet gateway',
  endpoint: 'gateway endpoint',
  'another-network': 'way to another network',
  unknown: 'unknown way',
};

/** Who reaches whom, by group, at which ports, through what, and by which row of the table of allowed flows. Sorted. */
export function whoReachesWhom(title: string, reaches: readonly Reach[], flows: readonly Flow[], lookUp: SubnetLookup): Table {
  const lines = new Map<string, { readonly line: Line; readonly ports: PortRange[] }>();
  for (const found of reaches) {
    for (const { allowedBy, ports } of shares(found, flows)) {
      const line = { from: endName(found.from), to: endName(found.to), protocol: found.protocol, through: throughText(found, lookUp), allowedBy };
      const key = Object.values(line).join('\n');
      const known = lines.get(key);
      if (known === undefined) lines.set(key, { line, ports: [...ports] });
      else known.ports.push(...ports);
    }
  }
  const rows = [...lines.values()].map(({ line, ports }) => [line.from, line.to, trafficText(line.protocol, unite(ports)), line.through, line.allowedBy]);
  return { title, columns: ['From', 'To', 'Traffic', 'Through', 'Allowed by'], rows: rows.sort(compareRows) };
}

function shares(found: Reach, flows: readonly Flow[]): readonly { readonly allowedBy: string; readonly ports: readonly PortRange[] }[] {
  const declared = rowsFor(found, flows).map(({ name, port }) => ({ allowedBy: name, ports: [{ from: port, to: port }] }));
  const rest = undeclaredPorts(found, flows);
  return rest.length === 0 ? declared : [...declared, { allowedBy: 'no row', ports: rest }];
}

function throughText(found: Reach, lookUp: SubnetLookup): string {
  const kinds = new Set(passages(found, lookUp).map((exit) => EXITS[exit.kind]));
  if (kinds.size > 0) return [...kinds].sort().join(' or ');
  return found.from.kind === 'outside' ? 'any way' : 'inside the VPC';
}

function compareRows(one: readonly string[], other: readonly string[]): number {
  const [a, b] = [one.join('\n'), other.join('\n')];
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
