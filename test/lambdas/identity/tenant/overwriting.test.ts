import type { Person } from '../../../../lambdas/shared/http/request';
import { READS_AUDIT, TenantWorld } from './tenant-world';

const STALE = { status: 412, code: 'precondition-failed' };
let world: TenantWorld;
let owner: Person;

beforeEach(async () => {
  world = await TenantWorld.make();
  owner = await world.owner();
});

const withTag = (tag: string | undefined) => (tag === undefined ? {} : { headers: { 'If-Match': tag } });

describe('a member whom two administrators change', () => {
  const read = async ({ account }: Person) => String((await world.as(owner, 'GET /tenant/members/{account}', { params: { account } })).headers.ETag);
  const give = ({ account }: Person, role: string, tag: string | undefined) =>
    world.as(owner, 'PATCH /tenant/members/{account}', { params: { account }, body: { role, custom_roles: [] }, ...withTag(tag) });

  it('has what the first gave, and the second is told', async () => {
    const member = await world.member(owner);
    const before = await read(member);
    const given = await give(member, 'ADMIN', before);
    expect(await give(member, 'VIEWER', before)).toMatchObject(STALE);
    expect(await world.read(member.account)).toMatchObject({ roles: ['ADMIN'] });
    expect(given.headers.ETag).toBe(await read(member));
    expect(await give(member, 'VIEWER', given.headers.ETag)).toMatchObject({ status: 204 });
  });

  it('has what the first gave also when both come at once', async () => {
    const member = await world.member(owner);
    const before = await read(member);
    const answers = await Promise.all([give(member, 'ADMIN', before), give(member, 'VIEWER', before)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 412]);
    expect(world.events('member.role.changed')).toHaveLength(1);
  });

  it('is as they were read though they signed in meanwhile', async () => {
    const member = await world.member(owner);
    const before = await read(member);
    await world.change(member.account, { lastLoginAt: world.now });
    expect(await give(member, 'ADMIN', before)).toMatchObject({ status: 204 });
  });

  it('is changed by no other tag, weak or unquoted, and by none without; a list that holds it and an asterisk admit what there is', async () => {
    const member = await world.member(owner);
    const tag = await read(member);
    for (const wrong of [`W/${tag}`, `W/${tag}, "other"`, tag.slice(1, -1), '']) expect(await give(member, 'ADMIN', wrong)).toMatchObject(STALE);
    expect(await give(member, 'ADMIN', undefined)).toMatchObject({ status: 428, code: 'precondition-required' });
    expect(await world.read(member.account)).toMatchObject({ roles: ['MEMBER'] });
    expect(await give(member, 'ADMIN', `"other", ${tag}`)).toMatchObject({ status: 204 });
    expect(await give(member, 'MEMBER', '*')).toMatchObject({ status: 204 });
  });
});

describe('a custom role that two administrators change', () => {
  const put = (role: string, name: string, tag: string | undefined) =>
    world.as(owner, 'PUT /tenant/roles/{role}', { params: { role }, body: { ...READS_AUDIT, name }, ...withTag(tag) });

  it('is what the first wrote, and the second is told: by the tag of its making, of the list and of a change', async () => {
    const made = await world.as(owner, 'POST /tenant/roles', { body: READS_AUDIT });
    const id = String(made.body.id);
    const listed = async () => ((await world.as(owner, 'GET /tenant/roles')).body.roles as readonly { readonly name: string; readonly etag: string }[])[0]!;
    expect((await listed()).etag).toBe(made.headers.ETag);
    const first = await put(id, 'First', made.headers.ETag);
    expect(first.status).toBe(200);
    expect(await put(id, 'Second', made.headers.ETag)).toMatchObject(STALE);
    expect(await listed()).toMatchObject({ name: 'First', etag: first.headers.ETag });
    expect(await put(id, 'Second', first.headers.ETag)).toMatchObject({ status: 200 });
    expect(await put(id, 'Third', undefined)).toMatchObject({ status: 428, code: 'precondition-required' });
  });
});
