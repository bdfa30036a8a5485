import type { Finding } from '../../checks/check';
import type { Resource } from '../../templates/graph';
import { explain } from './explain';
import { endName } from './names-of-ends';
import type { Ports } from './ports';
import { trafficText } from './protocols';
import type { Reach } from './reach';
import type { SubnetLookup } from './routes';

/** A reach that must not be, with the ports that are too many. */
export interface Refutation {
  readonly found: Reach;
  readonly ports: Ports;
}

/** Blames a resource for a refutation; given the reach and the port that the path shows. */
type Blame = (found: Reach, port: number) => Resource | undefined;

/** The findings of refutations, one for each resource, pair and traffic, with the first path: zones repeat each other. */
export function refute(refutations: readonly Refutation[], blame: Blame, mustHold: string, lookUp: SubnetLookup): readonly Finding[] {
  const findings = new Map<string, Finding>();
  for (const { found, ports } of refutations) {
    const port = ports[0]?.from;
    const resource = port === undefined ? undefined : blame(found, port);
    if (port === undefined || resource === undefined) continue;
    const reason = `${endName(found.from)} reaches ${endName(found.to)} (${trafficText(found.protocol, ports)}): ${mustHold}`;
    const key = `${resource.stack}/${resource.logicalId}: ${reason}`;
    if (!findings.has(key)) findings.set(key, { resource, reason, path: explain(found, port, lookUp) });
  }
  return [...findings.values()];
}

/** Resources, each once. */
export function distinct(resources: readonly Resource[]): readonly Resource[] {
  return [...new Set(resources)];
}
