import type { Check } from '../checks/check';
import { analyse } from './network/analyse';
import { undeclaredPorts } from './network/declared';
import { admittedBy } from './network/explain';
import { distinct, refute } from './network/findings';
import { whoReachesWhom } from './network/who-reaches-whom';

/** The one group and port that anybody outside may reach, and from where. */
const EDGE = { group: 'load-balancer', port: 443, from: ['internet', 'cloudfront'] } as const;

/** NET-10: from the internet, only the edge can be reached. */
export const internetReachesOnlyTheEdge: Check = {
  id: 'internet-reaches-only-the-edge',
  claim: 'From the internet, by IPv4 or IPv6, nothing is reached but the load balancer on port 443, as the table of allowed flows says.',
  judge: (graph) => {
    const { network, reaches, lookUp } = analyse(graph);
    const flows = graph.configuration.flows.filter(
      ({ from, to, port }) => (EDGE.from as readonly string[]).includes(from) && to === EDGE.group && port === EDGE.port,
    );
    const inward = reaches.filter(({ from }) => from.kind === 'outside');
    const fromInternet = inward.filter(({ from }) => from.kind === 'outside' && from.name !== 'another network');
    const refuted = fromInternet.map((found) => ({ found, ports: undeclaredPorts(found, flows) })).filter(({ ports }) => ports.length > 0);
    return {
      judged: distinct(network.stands.flatMap((stand) => [stand.resource, ...stand.groups.map((group) => group.resource)])),
      findings: refute(refuted, admittedBy, `only ${EDGE.group} may be reached from outside, on port ${EDGE.port}, by a row of the table of flows`, lookUp),
      tables: [whoReachesWhom('Who is reached from outside', inward, graph.configuration.flows, lookUp)],
    };
  },
};
