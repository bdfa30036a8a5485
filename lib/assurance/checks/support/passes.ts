import type { AddressRange } from '../../proofs/network/addresses';
import type { EnvironmentGraph, Resource, Value } from '../../templates/graph';
import { at, describe, numberOf, stringOf } from '../../templates/values';
import { addressRanges, areWithin } from './address-ranges';
import { rangesOfTier } from './network';

/** Actions that let nothing pass. */
const STOPS = Object.freeze(['ALERT', 'DROP', 'REJECT']);

/** What is wrong with a stateful rule of Network Firewall that lets pass: it must be a row of the table between two tiers. */
export function* passProblems(rule: Value, group: Resource, graph: EnvironmentGraph): Generator<string> {
  const action = stringOf(at(rule, 'Action'));
  if (typeof action === 'string' && STOPS.includes(action)) return;
  const header = at(rule, 'Header');
  const [source, destination] = [rangesIn(at(header, 'Source'), group), rangesIn(at(header, 'Destination'), group)];
  const port = numberOf(at(header, 'DestinationPort'));
  const plain = at(header, 'Protocol') === 'TCP' && at(header, 'Direction') === 'FORWARD';
  const row =
    plain &&
    source !== undefined &&
    destination !== undefined &&
    crossings(graph).some(
      (crossing) => crossing.port === port && areWithin(source, rangesOfTier(graph, crossing.from)) && areWithin(destination, rangesOfTier(graph, crossing.to)),
    );
  if (!row) yield ` passes ${describe(header)}, which is no row of the table of flows between two tiers`;
}

/** The rows that pass from one tier to another. */
function crossings({ configuration: { groups, flows } }: EnvironmentGraph): readonly { readonly from: string; readonly to: string; readonly port: number }[] {
  const tierOf = (name: string): string | undefined => groups.find((group) => group.name === name)?.tier;
  return flows.flatMap((flow) => {
    const [from, to] = [tierOf(flow.from), tierOf(flow.to)];
    return from === undefined || to === undefined || from === to ? [] : [{ from, to, port: flow.port }];
  });
}

/** A block, a list of blocks, or a variable of the rule group such as `$PRIVATE`. */
function rangesIn(value: Value | undefined, group: Resource): readonly AddressRange[] | undefined {
  const variable = typeof value === 'string' && value.startsWith('$') ? value.slice(1) : undefined;
  return addressRanges(variable === undefined ? value : at(group.properties, `RuleGroup.RuleVariables.IPSets.${variable}.Definition`));
}
