import type { Check, Finding } from '../checks/check';
import { analyse, type Analysis } from './network/analyse';
import { dataResources, isData, isDataSubnet } from './network/data-tier';
import { releasedBy, routeTexts } from './network/explain';
import { refute } from './network/findings';
import type { Outside, Subnet } from './network/model';
import { passages, seen } from './network/reach';
import { exits } from './network/routes';
import { whoReachesWhom } from './network/who-reaches-whom';

const MUST_HOLD = 'the data tier may leave the VPC by gateway endpoints only';

/** NET-10: the data tier has no way to the internet, and no route that would become one when a group is opened. */
export const dataTierReachesNoInternet: Check = {
  id: 'data-tier-reaches-no-internet',
  claim: 'No route of the data tier leads out of the VPC but by gateway endpoints, and nothing of it reaches the internet, by IPv4 or IPv6.',
  judge: (graph) => {
    const analysis = analyse(graph);
    const { network, reaches, lookUp } = analysis;
    const outward = reaches.filter(({ to }) => to.kind === 'outside');
    const refuted = outward.filter((found) => isData(found.from) && passages(found, lookUp).some((exit) => exit.kind !== 'endpoint'));
    return {
      judged: dataResources(network),
      findings: [
        ...openRoutes(analysis),
        ...refute(
          refuted.map((found) => ({ found, ports: found.ports })),
          releasedBy,
          MUST_HOLD,
          lookUp,
        ),
      ],
      tables: [whoReachesWhom('Who reaches what outside', outward, graph.configuration.flows, lookUp)],
    };
  },
};

function openRoutes({ network, lookUp }: Analysis): readonly Finding[] {
  const findings = network.subnets.filter(isDataSubnet).flatMap((subnet) => network.outsides.flatMap((outside) => openRoutesTo(outside, subnet, lookUp)));
  // The internet is tried first, so that a route which leads to it says so.
  return findings.filter((finding, index) => findings.findIndex(({ resource }) => resource === finding.resource) === index);
}

function openRoutesTo(outside: Outside, subnet: Subnet, lookUp: Analysis['lookUp']): readonly Finding[] {
  const ways = outside.addresses.flatMap((address) => exits(subnet, seen(outside, address), lookUp)).filter((exit) => exit.kind !== 'endpoint');
  return ways.flatMap((way) => {
    const resource = way.routes[0]?.resource;
    if (resource === undefined) return [];
    const reason = `leads ${subnet.resource.path} to ${outside.name} by a ${way.routes.at(-1)?.target.text ?? way.kind}: ${MUST_HOLD}`;
    return [{ resource, reason, path: [subnet.resource.path, ...routeTexts(way), outside.name] }];
  });
}
