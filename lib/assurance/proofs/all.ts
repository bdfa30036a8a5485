import type { Check } from '../checks/check';
import { dataTierIsReachedByDeclaredGroupsOnly } from './data-tier-is-reached-by-declared-groups-only';
import { dataTierReachesNoInternet } from './data-tier-reaches-no-internet';
import { internetReachesOnlyTheEdge } from './internet-reaches-only-the-edge';
import { networkResourcesAreAllKnown } from './network-resources-are-all-known';

/** All proofs, by their IDs in order. */
export const proofs: readonly Check[] = [
  dataTierIsReachedByDeclaredGroupsOnly,
  dataTierReachesNoInternet,
  internetReachesOnlyTheEdge,
  networkResourcesAreAllKnown,
];
