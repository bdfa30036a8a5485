import { guestModel } from '../../lambdas/shared/guest/contract';
import type { Guest, GuestRoute } from '../../lambdas/shared/guest/guest';
import { RouteError } from './errors';

type Body = NonNullable<GuestRoute['body']>;

/**
 * The schemas of the bodies that guests take, by their models' names.
 * @throws {RouteError} for two routes whose models would have one name: the gateway's have letters and digits alone
 */
export function guestBodies(guests: readonly Guest[]): Readonly<Record<string, Body>> {
  const bodies = new Map<string, Body>();
  for (const [route, { body }] of guests.flatMap(({ routes }) => Object.entries(routes))) {
    if (body === undefined) continue;
    const model = guestModel(route);
    if (bodies.has(model)) throw new RouteError(route, `has the model ${model}, and so has another route`, 'Take a path that differs in letters.');
    bodies.set(model, body);
  }
  return Object.fromEntries(bodies);
}
