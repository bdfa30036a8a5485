import type { Check } from '../checks/check';
import { analyse, newcomers, reachesBetween } from './network/analyse';
import { dataResources, isData } from './network/data-tier';
import { undeclaredPorts } from './network/declared';
import { admittedBy } from './network/explain';
import { refute } from './network/findings';
import { whoReachesWhom } from './network/who-reaches-whom';

/**
 * NET-10: who gets to the data tier is on the list. Beside all that stands in the network, an interface without any group is
 * tried from every subnet, so that a rule which admits addresses rather than a group is found even while nobody uses it.
 */
export const dataTierIsReachedByDeclaredGroupsOnly: Check = {
  id: 'data-tier-is-reached-by-declared-groups-only',
  claim: 'The data tier is reached only by the groups that the table of allowed flows names, on the ports that it names.',
  judge: (graph) => {
    const analysis = analyse(graph);
    const { network, reaches, lookUp } = analysis;
    const { flows, groups } = graph.configuration;
    const fromGroups = flows.filter(({ from }) => groups.some(({ name }) => name === from));
    const toData = [...reaches.filter(({ to }) => isData(to)), ...reachesBetween(newcomers(network), network.stands.filter(isData), analysis)];
    const refuted = toData.map((found) => ({ found, ports: undeclaredPorts(found, fromGroups) })).filter(({ ports }) => ports.length > 0);
    const inside = reaches.filter(({ from, to }) => from.kind === 'stand' && to.kind === 'stand');
    return {
      judged: dataResources(network),
      findings: refute(refuted, admittedBy, 'the data tier may be reached by a group that a row of the table of flows names, on its port', lookUp),
      tables: [whoReachesWhom('Who reaches whom inside', inside, flows, lookUp)],
    };
  },
};
