import type { Flow } from '../../templates/configuration';
import type { End } from './model';
import { holds, subtract, type Ports } from './ports';
import { TCP } from './protocols';
import type { Reach } from './reach';

/** The rows of the table of allowed flows that allow some of what is reached. All rows are TCP. */
export function rowsFor(found: Reach, flows: readonly Flow[]): readonly Flow[] {
  if (found.protocol !== TCP) return [];
  const rows = flows.filter((flow) => called(found.from, flow.from) && called(found.to, flow.to) && holds(found.ports, flow.port));
  // Who may reach s3 by name doesn't need the row for the whole internet.
  return rows.filter((row) => !rows.some((other) => other !== row && other.port === row.port && isNarrower(other, row)));
}

/** The ports that are reached without a row. */
export function undeclaredPorts(found: Reach, flows: readonly Flow[]): Ports {
  return subtract(
    found.ports,
    rowsFor(found, flows).map(({ port }) => ({ from: port, to: port })),
  );
}

function isNarrower(one: Flow, other: Flow): boolean {
  return (
    (one.to === other.to && one.from !== 'internet' && other.from === 'internet') ||
    (one.from === other.from && one.to !== 'internet' && other.to === 'internet')
  );
}

/** Whether the table can mean this end by a name: any of its groups, and by `internet` everybody on it. */
function called(end: End, name: string): boolean {
  if (end.kind === 'stand') return end.groups.some((group) => group.name === name);
  return end.name === name || (name === 'internet' && end.prefixList !== undefined);
}
