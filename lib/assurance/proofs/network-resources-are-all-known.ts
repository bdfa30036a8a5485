import type { Check } from '../checks/check';
import { analyse } from './network/analyse';
import { networkResources } from './network/read/unknown-resources';

/** NET-10: the proofs beside this one see all that there is to see. */
export const networkResourcesAreAllKnown: Check = {
  id: 'network-resources-are-all-known',
  claim:
    'Every resource that mentions a subnet, group, route table or network ACL is of a type that the reachability proofs know, and leaves nothing open that they need.',
  judge: (graph) => ({ judged: networkResources(graph), findings: analyse(graph).findings }),
};
