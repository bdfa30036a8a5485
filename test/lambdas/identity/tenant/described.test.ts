import { randomUUID } from 'node:crypto';
import type { Person } from '../../../../lambdas/shared/http/request';
import type { Answered } from '../../../support/identity-world';
import { wholeRoutesOf } from '../../../support/described';
import { READS_AUDIT, TenantWorld } from './tenant-world';

const CHANGE = 'PATCH /tenant';
let world: TenantWorld;
let owner: Person;

beforeEach(async () => {
  world = await TenantWorld.make();
  owner = await world.owner();
});

const etag = async () => String((await world.as(owner, 'GET /tenant')).headers.ETag);
const change = (expected: string | undefined): Promise<Answered> =>
  world.as(owner, CHANGE, { body: { name: 'Ours' }, headers: expected === undefined ? {} : { 'If-Match': expected } });

/** What is made once, or written anew as it was read, and a body of each. */
const INVITES = 'POST /tenant/invitations';
const ROLES = 'POST /tenant/roles';
const READ = 'GET /tenant/members/{account}';
const GIVE = 'PATCH /tenant/members/{account}';
const PUT = 'PUT /tenant/roles/{role}';
const MADE: Readonly<Record<string, object>> = {
  [INVITES]: { email: 'one@mail.example', role: 'MEMBER' },
  [ROLES]: READS_AUDIT,
  [PUT]: READS_AUDIT,
  [GIVE]: { role: 'ADMIN', custom_roles: [] },
};

const crowded = (route: string) => {
  world.store.conflictNext(3);
  return world.as(owner, route, { body: MADE[route] });
};
const reused = async (route: string) => {
  const headers = { 'Idempotency-Key': randomUUID() };
  await world.as(owner, route, { body: MADE[route], headers });
  return world.as(owner, route, { body: { ...MADE[route], ...(route === ROLES ? { name: 'Others' } : { role: 'ADMIN' }) }, headers });
};

/** A change of a member or a role: of what was read, unless another tag, or none, is given. */
async function overwrite(route: string, expected?: string | null): Promise<Answered> {
  const account = (await world.member(owner)).account;
  const made = await world.as(owner, ROLES, { body: READS_AUDIT });
  const params = { account, role: String(made.body.id) };
  const read = route === PUT ? made : await world.as(owner, READ, { params });
  const tag = expected === undefined ? String(read.headers.ETag) : expected;
  return world.as(owner, route, { params, body: MADE[route], headers: tag === null ? {} : { 'If-Match': tag } });
}
const elsewhere = (route: string) =>
  world.as(owner, route, {
    params: { account: randomUUID(), role: randomUUID() },
    headers: { 'If-Match': '"any"' },
    ...(route === READ ? {} : { body: MADE[route] }),
  });
const raced = (route: string) => {
  world.store.beforeCommit = () => {
    if (world.events(route === PUT ? 'custom-role.created' : 'member.read').length > 0) world.store.conflictNext();
  };
  return overwrite(route);
};

/** Each refusal that a contract names, and how a caller comes by it. */
const REFUSED: Readonly<Record<string, () => Promise<Answered>>> = {
  [`${CHANGE} 409`]: async () => {
    const expected = await etag();
    world.store.conflictNext(3);
    return change(expected);
  },
  [`${CHANGE} 412`]: () => change('"another"'),
  [`${CHANGE} 428`]: () => change(undefined),
  [`${READ} 404`]: () => elsewhere(READ),
  ...Object.fromEntries(
    [GIVE, PUT].flatMap((route) => [
      [`${route} 404`, () => elsewhere(route)],
      [`${route} 409`, () => raced(route)],
      [`${route} 412`, () => overwrite(route, '"another"')],
      [`${route} 428`, () => overwrite(route, null)],
    ]),
  ),
  [`${INVITES} 409`]: () => crowded(INVITES),
  [`${INVITES} 422`]: () => reused(INVITES),
  [`${ROLES} 409`]: () => crowded(ROLES),
  [`${ROLES} 422`]: () => reused(ROLES),
};

const ROUTES = wholeRoutesOf('tenant').map((contract) => ({ ...contract, route: `${contract.method} ${contract.path}` }));

describe('what the contract says of a tenant', () => {
  it('is said of its settings, its members, and what is made once or written anew, and each refusal of it is met here', () => {
    expect(ROUTES.map(({ route }) => route)).toEqual(['GET /tenant', CHANGE, 'GET /tenant/members', READ, GIVE, INVITES, ROLES, PUT]);
    const named = ROUTES.flatMap(({ route, refuses = [] }) => refuses.map((status) => `${route} ${String(status)}`));
    expect(Object.keys(REFUSED).toSorted()).toEqual(named.toSorted());
  });

  it.each(Object.keys(REFUSED))('is so: %s', async (name) => {
    expect((await REFUSED[name]!()).status).toBe(Number(name.split(' ').at(-1)));
  });

  it('answers the tag that a change has to name, and a new one after it', async () => {
    const before = await etag();
    const { status, headers } = await change(before);
    expect([status, headers.ETag === before]).toEqual([200, false]);
    expect(headers.ETag).toBe(await etag());
  });

  it('goes on after the cursor of the page before, and after no other', async () => {
    for (let count = 0; count < 20; count += 1) await world.member(owner);
    const list = (query: Readonly<Record<string, string>> = {}) => world.as(owner, 'GET /tenant/members', { query });
    const first = (await list()).body as { members: unknown[]; next_cursor: string };
    const second = (await list({ cursor: first.next_cursor })).body as { members: unknown[] };
    expect([first.members.length, second.members.length]).toEqual([20, 1]);
    expect((await list({ cursor: 'none of ours' })).status).toBe(400);
  });

  it('is refused to nobody, and where a body is off its schema', async () => {
    for (const { route, model } of ROUTES) {
      const headers = { 'If-Match': '"any"' };
      const params = { account: owner.account, role: randomUUID() };
      expect((await world.send({ route, params, headers, ...(model === undefined ? {} : { body: MADE[route] ?? { name: 'Ours' } }) })).status).toBe(401);
      expect((await world.as(owner, route, { params, body: { unknown: 1 }, headers })).status).toBe(400);
    }
  });
});
