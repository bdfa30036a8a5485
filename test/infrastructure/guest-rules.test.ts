import * as z from 'zod/mini';
import type { FunctionContract } from '../../lambdas/shared/contract';
import { guestContract } from '../../lambdas/shared/guest/contract';
import { guest, type Guest } from '../../lambdas/shared/guest/guest';
import { modelsWith } from '../../lib/infrastructure/constructs/api/models';
import { routesOf } from '../../lib/infrastructure/constructs/api/routes';
import { contractsOf } from '../../lib/infrastructure/contracts';
import { GuestError, ModelError, RouteError } from '../../lib/infrastructure/errors';
import { guestBodies } from '../../lib/infrastructure/guest-bodies';
import { exportOf } from '../../lib/infrastructure/guest-entries';
import { guestsOf } from '../../lib/infrastructure/guest-rules';
import { errorOf } from '../support/error-of';
import { gatewayAdmits } from '../support/gateway-admits';

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
const withBody = (schema: object): Guest => withRoute('PUT /notes', { body: schema });
const withRoute = (name: string, change: object): Guest => changed({ routes: { ...notes.routes, [name]: { ...notes.routes['POST /notes'], ...change } } });

const OURS = contractsOf('request').filter(({ path }) => !path.startsWith('guests/')) as readonly FunctionContract[];

/** What a list is refused with. */
function refusalOf(listed: Readonly<Record<string, unknown>>): string {
  const error = errorOf(() => guestsOf(listed, OURS));
  expect(error).toBeInstanceOf(GuestError);
  expect((error as GuestError).code).toBe('guest-refused');
  return (error as GuestError).message;
}

describe('a guest', () => {
  it('is taken, when there is nothing to refuse', () => {
    expect(guestsOf({ notes }, OURS)).toEqual([notes]);
    const lateFees = changed({ name: 'late-fees', permissions: {}, routes: {} });
    expect(refusalOf({ lateFees })).toContain("The guest 'late-fees' has no route");
    expect(guestContract(notes)).toMatchObject({
      path: 'guests/notes',
      name: 'guest-notes',
      trigger: 'request',
      routes: [
        {
          method: 'POST',
          path: '/notes',
          access: { permission: 'notes:write' },
          model: 'GuestPostNotes',
          headers: { 'Idempotency-Key': 'optional' },
          answers: ['Idempotency-Replayed'],
        },
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
    ['the name of permissions of ours', changed({ name: 'users' }), 'has the name of permissions or paths that aren’t its own'],
    ['the name of paths of ours', changed({ name: 'auth' }), 'has the name of permissions or paths that aren’t its own'],
    [
      'a path of ours',
      withRoute('GET /auth/notes/{note}', { body: undefined }),
      "has the route 'GET /auth/notes/{note}', whose path isn’t its own. Let it begin with /notes.",
    ],
    ['a path that only begins like its own', withRoute('PUT /notes-of-others', {}), "has the route 'PUT /notes-of-others', whose path isn’t its own"],
    ['no path', withRoute('PUT /notes/{no te}', {}), "has the route 'PUT /notes/{no te}', whose path is no path here. Write lower-case"],
    ['all paths', withRoute('PUT /{proxy+}', {}), "has the route 'PUT /{proxy+}', whose path is no path here"],
    ['a body to a method without one', withRoute('DELETE /notes/{note}', {}), 'has the route DELETE /notes/{note} with a body, which its method has not'],
    ['a text without a most', withBody(z.strictObject({ text: z.string() })), "has the route PUT /notes, in whose body 'text' is a text without a most"],
    ['a text within', withBody(z.strictObject({ in: z.strictObject({ text: z.nullable(z.string()) }) })), "in whose body 'text' is a text without a most"],
    ['a body of anything', withBody(z.strictObject({ text: z.unknown() })), "in whose body 'text' is anything"],
    ['one of several that is open', withBody(z.strictObject({ one: z.union([z.int(), z.string()]) })), "in whose body 'one' is a text without a most"],
    ['a list of several that are open', withBody(z.strictObject({ one: z.tuple([z.int(), z.string()]) })), "an entry of 'one' is a text without a most"],
    ['names that the caller takes', withBody(z.record(z.string(), z.int())), 'in whose body the whole takes members that nobody named'],
    ['a list without a most', withBody(z.strictObject({ all: z.array(z.int()) })), "in whose body 'all' is a list without a most"],
    ['a list of texts without a most', withBody(z.strictObject({ all: z.array(z.string()).check(z.maxLength(2)) })), "an entry of 'all' is a text without"],
    ['a loose object', withBody(z.object({ text: z.literal('a') })), 'in whose body the whole takes members that nobody named'],
    ['a pattern without an end', withBody(z.strictObject({ text: z.string().check(z.regex(/^a+$/)) })), 'The pattern ^a+$ of a body has no upper bound'],
    ['a body that JSON has not', withBody(z.strictObject({ at: z.date() })), 'in whose body is what no model can say'],
    [
      'a right on own records above that on all',
      changed({ permissions: { ...notes.permissions, 'notes:read': { own: 'OWNER', all: 'VIEWER' } } }),
      'gives notes:read to OWNER on their own records, and to VIEWER on all, whose rights OWNER has',
    ],
    [
      'a right on own records beside that on all',
      changed({ permissions: { ...notes.permissions, 'notes:read': { own: 'MEMBER', all: 'MEMBER' } } }),
      'gives notes:read to MEMBER on their own records',
    ],
    ['a name that is none', changed({ name: '../notes' }), 'has a name that is none here'],
    ['a name that is too long', changed({ name: 'n'.repeat(31) }), 'has a name that is none here'],
    ['no schema of its records', changed({ record: undefined }), 'has no schema of its records'],
  ])('is refused with %s', (_, given, wrong) => {
    const said = refusalOf({ [exportOf(given.name)]: given });
    expect(said).toContain(`The guest '${given.name}' ${wrong.startsWith('has') || wrong.startsWith('gives') ? wrong : ''}`);
    expect(said).toContain(wrong);
  });

  it.each([
    ['texts', z.strictObject({ text: z.nullable(z.string().check(z.maxLength(9))), id: z.string().check(z.regex(/^[a-f]{1,9}$/)), kind: z.enum(['a', 'b']) })],
    ['lists', z.strictObject({ all: z.array(z.int()).check(z.maxLength(9)), two: z.tuple([z.int(), z.literal('a')]), no: z.optional(z.never()) })],
    ['several', z.union([z.strictObject({ one: z.int() }), z.strictObject({ other: z.boolean() })])],
  ])('is taken with a body of %s that have bounds', (_, schema) => {
    expect(guestsOf({ notes: withBody(schema) }, OURS)).toHaveLength(1);
  });

  it.each<[string, string, unknown]>([
    ['is not there', 'memos', undefined],
    ['is null', 'memos', null],
    ['is a text', 'memos', 'notes'],
    ['is a schema', 'memos', body],
    ['has no routes', 'notes', changed({ routes: undefined })],
  ])('is refused by the name that it is listed by when it %s', (_, key, value) => {
    expect(refusalOf({ notes, [key]: value })).toContain(`The guest '${key}' is listed and is none.`);
  });

  it('is refused under another name than its own', () => {
    expect(refusalOf({ memos: notes })).toContain("The guest 'notes' is listed as 'memos'. List it as its file exports it: export { notes }.");
    expect(refusalOf({ 'late-fees': changed({ name: 'late-fees' }) })).toContain(
      "The guest 'late-fees' is listed as 'late-fees'. List it as its file exports it: export { lateFees }.",
    );
    expect(refusalOf({ default: notes })).toContain("The guest 'notes' is listed as 'default'");
  });
});

describe('the routes of a guest', () => {
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

  it('have models that an engine of ES5 reads, whatever letters they admit', () => {
    const inLetters = withRoute('PUT /notes', { body: z.strictObject({ text: z.string().check(z.maxLength(9), z.regex(/^\p{L}+$/u)) }) });
    expect(guestsOf({ notes: inLetters }, OURS)).toEqual([inLetters]);
    const admits = gatewayAdmits(modelsWith(guestBodies([inLetters])).GuestPutNotes ?? {});
    expect(['Größe', '文書', '𝔸'.repeat(4), 'a\u0000', 'a b'].map((text) => admits({ text }))).toEqual([true, true, true, false, false]);
  });

  it('are refused when a text of a body has no most', () => {
    const open = withRoute('PUT /notes', { body: z.strictObject({ text: z.string().check(z.regex(/^a+$/)) }) });
    const error = errorOf(() => modelsWith(guestBodies([open])));
    expect(error).toBeInstanceOf(ModelError);
    expect((error as ModelError).message).toContain('The pattern ^a+$ of a body has no upper bound');
  });
});
