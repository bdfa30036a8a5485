import { ROUTE_PERMISSIONS } from '../../lambdas/identity/domain/route-permissions';
import { allGuests } from '../../lib/infrastructure/contracts';

const OF_GUESTS = new Set(allGuests().flatMap(({ permissions }) => Object.keys(permissions)));

/** What our own routes demand: a team's clone has guests beside them. */
export const OUR_ROUTES: ReadonlyMap<string, string> = new Map([...ROUTE_PERMISSIONS].filter(([, permission]) => !OF_GUESTS.has(permission)));
