import { allGuests, contractsOf } from '../../../../lib/infrastructure/contracts';
import { modelsWith } from '../../../../lib/infrastructure/constructs/api/models';
import { nameOfRoute, routesOf } from '../../../../lib/infrastructure/constructs/api/routes';
import { RouteError } from '../../../../lib/infrastructure/errors';
import { guestBodies } from '../../../../lib/infrastructure/guest-bodies';
import type { FunctionContract, RouteContract } from '../../../../lambdas/shared/contract';
import { errorOf } from '../../../support/error-of';
import { proves } from '../../../support/proves';

const ROUTE: RouteContract = { method: 'POST', path: '/auth/things', access: { permission: 'account:write' }, model: 'Thing' };
const models = new Set(['Thing']);

function contract(name: string, ...routes: readonly object[]): FunctionContract {
  return {
    path: `identity/${name}`,
    name,
    description: 'Answers.',
    trigger: 'request',
    timeoutSeconds: 5,
    memoryMegabytes: 256,
    variables: [],
    actions: {},
    routes: routes as readonly RouteContract[],
  };
}

const withRoute = (fields: object): readonly FunctionContract[] => [contract('things', { ...ROUTE, ...fields })];

/** What an action refuses with. */
function refusalOf(action: () => unknown): RouteError {
  const error = errorOf(action);
  expect(error).toBeInstanceOf(RouteError);
  return error as RouteError;
}

describe('the routes of contracts', () => {
  it('are sorted, and know who answers', () => {
    const routes = routesOf([contract('b', { ...ROUTE, path: '/b' }), contract('a', { ...ROUTE, path: '/a' })], models);
    expect(routes.map((route) => [nameOfRoute(route), route.function])).toEqual([
      ['POST /a', 'a'],
      ['POST /b', 'b'],
    ]);
  });

  it('of this product are all served', () => {
    expect(routesOf(contractsOf('request'), new Set(Object.keys(modelsWith(guestBodies(allGuests()))))).length).toBeGreaterThan(0);
  });

  it.each<[string, object, string]>([
    ['neither a permission nor a reason', { access: {} }, 'has neither a permission nor a reason to be public'],
    ['no access at all', { access: undefined }, 'has neither a permission nor a reason to be public'],
    ['both', { access: { public: 'Everybody may call this.', permission: 'account:read' } }, 'is public and demands a permission'],
    ['no reason to be public', { access: { public: ' ' } }, 'is public without a reason'],
    ['a permission that nobody knows', { access: { permission: 'everything:write' } }, 'demands the permission everything:write, which nobody knows'],
    ['the name of a method of objects as permission', { access: { permission: 'toString' } }, 'which nobody knows'],
    ['a model that there is not', { model: 'Other' }, 'names the model Other, which there is not'],
    ['a model and no body', { method: 'GET' }, 'has a model, and a method without a body'],
    ['a path that is none', { path: '/auth//things' }, 'has a path that is no path here'],
    ['a greedy path', { path: '/{proxy+}' }, 'has a path that is no path here'],
  ])('refuse one with %s', (_, fields, wrong) => {
    const error = refusalOf(() => routesOf(withRoute(fields), models));
    expect(error.code).toBe('route-refused');
    expect(error.message).toContain(`The route '${(fields as { method?: string }).method ?? 'POST'} `);
    expect(error.message).toContain(wrong);
  });

  proves({ control: 'AZN-6', part: 'declared-permission', evidence: 'in-process' }, 'a route without a permission that the policies know is refused', () => {
    for (const { routes = [] } of contractsOf('request'))
      for (const route of routes.filter(({ access }) => 'permission' in access))
        for (const access of [undefined, {}, { permission: undefined }, { permission: 'all:write' }])
          expect(refusalOf(() => routesOf([contract('one', { ...route, access })], models)).message).toMatch(/permission/);
  });

  it('refuse two functions for one route, also where a parameter has two names', () => {
    const two = [contract('one', { ...ROUTE, path: '/auth/things/{thing}' }), contract('other', { ...ROUTE, path: '/auth/things/{id}' })];
    expect(refusalOf(() => routesOf(two, models)).message).toContain("'POST /auth/things/{id}' is answered by one and by other");
  });

  it('refuse two names for the parameter at one place, which the gateway would refuse at deployment', () => {
    const two = [contract('one', { ...ROUTE, path: '/things/{thing}' }), contract('other', { ...ROUTE, path: '/things/{id}/parts' })];
    expect(refusalOf(() => routesOf(two, models)).message).toContain("'POST /things/{id}/parts' calls {id} what 'POST /things/{thing}' calls {thing}");
  });
});
