import type { Check } from '../checks/check';
import { dataTierIsReachedByDeclaredGroupsOnly } from './data-tier-is-reached-by-declared-groups-only';
import { dataTierReachesNoInternet } from './data-tier-reaches-no-internet';
import { everyDataStoreHasKeyReachabilityAndBackup } from './every-data-store-has-key-reachability-and-backup';
import { internetReachesOnlyTheEdge } from './internet-reaches-only-the-edge';
import { networkResourcesAreAllKnown } from './network-resources-are-all-known';

/** All proofs, by their IDs in order. */
export const proofs: readonly Check[] = [
  dataTierIsReachedByDeclaredGroupsOnly,
  dataTierReachesNoInternet,
  everyDataStoreHasKeyReachabilityAndBackup,
  internetReachesOnlyTheEdge,
  networkResourcesAreAllKnown,
];
