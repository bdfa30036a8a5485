import type { AccessRequest } from '../../lambdas/shared/authorization/request';
import { accessRequests } from './access-requests';

/** What stands where an attribute should: of another type than the schema's, or nothing. Cedar reads no `null` and no fraction. */
const WRONG: readonly unknown[] = [undefined, 'text', 7, true, [], ['text'], {}, { tenant: 7, account: [], from: 'text', until: {} }];
const SPOILED = {
  principal: ['grants', 'hours', 'scopes', 'tenant'],
  resource: ['creator', 'tenant'],
  context: ['breakGlass', 'device', 'location', 'minute', 'now', 'risk'],
} as const;
const PLACES = (Object.keys(SPOILED) as (keyof typeof SPOILED)[]).flatMap((part) => SPOILED[part].map((name) => ({ part, name })));

/** Requests from a seed, each with one attribute that the schema doesn't allow: each attribute and each wrong value in turn. */
export function* illTypedRequests(seed: number, count: number): Generator<AccessRequest> {
  let turn = 0;
  for (const request of accessRequests(seed, count)) {
    const { part, name } = PLACES[turn % PLACES.length]!;
    const rest = Object.fromEntries(Object.entries(request[part]).filter(([other]) => other !== name));
    const value = WRONG[Math.floor(turn / PLACES.length) % WRONG.length];
    yield { ...request, [part]: value === undefined ? rest : { ...rest, [name]: value } };
    turn++;
  }
}
