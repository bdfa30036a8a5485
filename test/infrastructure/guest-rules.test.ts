import * as z from 'zod/mini';
import { guestContract } from '../../lambdas/shared/guest/contract';
import { guest, type Guest } from '../../lambdas/shared/guest/guest';
import { modelsWith } from '../../lib/infrastructure/constructs/api/models';
import { routesOf } from '../../lib/infrastructure/constructs/api/routes';
import { contractsOf } from '../../lib/infrastructure/contracts';
import { GuestError, ModelError, RouteError } from '../../lib/infrastructure/errors';
import { guestBodies } from '../../lib/infrastructure/guest-bodies';
import { refuseGuests } from '../../lib/infrastructure/guest-rules';
import { errorOf } from '../support/error-of';

const body = z.strictObject({ text: z.string().check(z.maxLength(9)) });
const notes = guest({
  name: 'notes',
  description: 'Keeps notes.',
  record: body,
  permissions: { 'notes:write': { all: 'MEMBER' }, 'notes:read': { own: 'VIEWER', all: 'ADMIN' } },
  routes: (route) => ({
    'POST /notes': route('notes:write', body, () => Promise.resolve({ status: 204 })),
    'GET /notes/{note}': route('notes:read', undefined, () => Promise.resolve({ status: 204 })),
  }),
});
const changed = (change: object): Guest => ({ ...notes, ...change });
const withRoute = (name: string, change: object): Guest => changed({ routes: { ...notes.routes, [name]: { ...notes.routes['POST /notes'], ...change } } });

/** What guests are refused with. */
function refusalOf(...guests: readonly Guest[]): string {
  const error = errorOf(() => {
    refuseGuests(guests);
  });
  expect(error).toBeInstanceOf(GuestError);
  expect((error as GuestError).code).toBe('guest-refused');
  return (error as GuestError).message;
}

describe('a guest', () => {
  it('is taken, when there is nothing to refuse', () => {
    refuseGuests([notes]);
    expect(guestContract(notes)).toMatchObject({
      path: 'guests/notes',
      name: 'guest-notes',
      trigger: 'request',
      routes: [
        { method: 'POST', path: '/notes', access: { permission: 'notes:write' }, model: 'GuestPostNotes' },
        { method: 'GET', path: '/notes/{note}', access: { permission: 'notes:read' } },
      ],
    });
  });

  it.each<[string, Guest, string]>([
    ['a route that demands no permission', withRoute('PUT /notes', { permission: undefined }), 'has the route PUT /notes, which demands no permission'],
    [
      "a route that demands another's permission",
      withRoute('PUT /notes', { permission: 'users:write' }),
      'has the route PUT /notes, which demands users:write',
    ],
    ['the name of a method of objects as permission', withRoute('PUT /notes', { permission: 'toString' }), 'which demands toString'],
    ['a route that nobody handles', withRoute('PUT /notes', { handle: undefined }), 'has the route PUT /notes, which nobody handles'],
    ['a body without a schema', withRoute('PUT /notes', { body: {} }), 'has the route PUT /notes, whose body has no schema'],
    ['a method that there is not', withRoute('TRACE /notes', {}), "has the route 'TRACE /notes'"],
    ['no route', changed({ routes: {} }), 'which no route demands'],
    ['neither routes nor permissions', changed({ routes: {}, permissions: {} }), 'has no route'],
    ['a permission that nobody has', changed({ permissions: { ...notes.permissions, 'notes:read': {} } }), 'has the permission notes:read, which nobody has'],
    [
      'a permission that no route demands',
      changed({ permissions: { ...notes.permissions, 'notes:burn': { all: 'OWNER' } } }),
      'has the permission notes:burn, which no route demands',
    ],
    [
      "another's permission",
      changed({ permissions: { ...notes.permissions, 'users:write': { all: 'VIEWER' } } }),
      "has a permission 'users:write', which isn’t its own",
    ],
    [
      'a permission without an action',
      changed({ permissions: { ...notes.permissions, 'notes:': { all: 'VIEWER' } } }),
      "has a permission 'notes:', which isn’t its own",
    ],
    [
      'a permission that would end the text of a policy',
      changed({ permissions: { 'notes:x", resource); permit (principal, action': { all: 'VIEWER' } } }),
      'which isn’t its own',
    ],
    [
      'an action of two words',
      changed({ permissions: { ...notes.permissions, 'notes:read-all': { all: 'VIEWER' } } }),
      "has a permission 'notes:read-all', which isn’t its own",
    ],
    [
      'a role that there is not',
      changed({ permissions: { ...notes.permissions, 'notes:read': { all: 'CHIEF' } } }),
      'gives notes:read to the role "CHIEF", which there is not',
    ],
    [
      'the role of keys',
      changed({ permissions: { ...notes.permissions, 'notes:read': { own: 'API' } } }),
      'gives notes:read to the role "API", which there is not',
    ],
    ['the name of permissions of ours', changed({ name: 'users' }), 'has the name of permissions that aren’t its own'],
    ['a name that is none', changed({ name: '../notes' }), 'has a name that is none here'],
    ['a name that is too long', changed({ name: 'n'.repeat(31) }), 'has a name that is none here'],
    ['no schema of its records', changed({ record: undefined }), 'has no schema of its records'],
  ])('is refused with %s', (_, given, wrong) => {
    expect(refusalOf(given)).toContain(`The guest '${given.name}' ${wrong.startsWith('has') || wrong.startsWith('gives') ? wrong : ''}`);
    expect(refusalOf(given)).toContain(wrong);
  });

  it('is refused beside another of its name', () => {
    expect(refusalOf(notes, notes)).toContain("The guest 'notes' has the name of another guest");
  });
});

describe('the routes of a guest', () => {
  const OURS = contractsOf('request').filter(({ path }) => !path.startsWith('guests/'));
  const MODELS = new Set(Object.keys(modelsWith({})));
  const routesWith = (name: string): unknown => {
    const added = guestContract(changed({ routes: { [name]: { ...notes.routes['POST /notes'], body: undefined } } }));
    const routes = (added.routes ?? []).map((route) => ({ ...route, access: { permission: 'users:read' } }));
    return errorOf(() => routesOf([...OURS, { ...added, routes }], MODELS));
  };

  it.each([
    ["another function's", 'GET /documents/{document}', "'GET /documents/{document}' is answered by documents and by guest-notes"],
    ["another function's under another name", 'GET /documents/{note}', "'GET /documents/{note}' is answered by documents and by guest-notes"],
    ['a parameter where others have it by another name', 'GET /documents/{note}/lines', 'calls {note} what '],
    ['all paths', 'GET /{proxy+}', 'has a path that is no path here'],
  ])('are refused when one is %s', (_, route, wrong) => {
    const error = routesWith(route);
    expect(error).toBeInstanceOf(RouteError);
    expect((error as RouteError).message).toContain(wrong);
  });

  it('are refused when no policy knows the permission: what follows from the guest was not written', () => {
    const error = errorOf(() => routesOf([guestContract(notes)], new Set(['GuestPostNotes'])));
    expect(error).toBeInstanceOf(RouteError);
    expect((error as RouteError).message).toContain('demands the permission notes:write, which nobody knows');
  });

  it('are refused when two have the model of one name', () => {
    const [one, other] = ['POST /notes/all', 'POST /notes-all'].map((name) => changed({ routes: { [name]: notes.routes['POST /notes'] } }));
    expect((errorOf(() => guestBodies([one!, other!])) as RouteError).message).toContain('has the model GuestPostNotesAll, and so has another route');
  });

  it('are refused when a text of a body has no most', () => {
    const open = withRoute('PUT /notes', { body: z.strictObject({ text: z.string().check(z.regex(/^a+$/)) }) });
    const error = errorOf(() => modelsWith(guestBodies([open])));
    expect(error).toBeInstanceOf(ModelError);
    expect((error as ModelError).message).toContain('The pattern ^a+$ of a body has no upper bound');
  });
});
