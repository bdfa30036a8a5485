import type { Person } from '../../../../lambdas/shared/http/request';
import { TenantWorld } from './tenant-world';

let world: TenantWorld;
let owner: Person;

beforeEach(async () => {
  world = await TenantWorld.make();
  owner = await world.owner();
});

const etag = async () => String((await world.as(owner, 'GET /tenant')).headers.ETag);
const patch = (by: Person, body: object, expected: string | undefined) => world.as(by, 'PATCH /tenant', { body, headers: { 'If-Match': expected } });

describe('the settings of a tenant', () => {
  it('change by the owner, member by member, with an event', async () => {
    expect((await world.as(owner, 'GET /tenant')).body).toEqual({ id: owner.tenant, name: null, hours: null });
    expect((await patch(owner, { name: 'Ours', hours: { from: 480, until: 1080 } }, await etag())).body).toMatchObject({
      name: 'Ours',
      hours: { from: 480, until: 1080 },
    });
    expect((await patch(owner, { name: 'Theirs' }, await etag())).body).toMatchObject({ name: 'Theirs', hours: { from: 480, until: 1080 } });
    expect((await patch(owner, { hours: null }, await etag())).body).toMatchObject({ name: 'Theirs', hours: null });
    expect(world.events('tenant.changed')).toHaveLength(3);
  });

  it('are changed by nobody who hasn’t read what they are', async () => {
    const before = await etag();
    expect(await patch(owner, { name: 'Ours' }, undefined)).toMatchObject({ status: 428, code: 'precondition-required' });
    expect(await patch(owner, { name: 'Ours' }, `W/${before}`)).toMatchObject({ status: 412, code: 'precondition-failed' });
    expect(await patch(owner, { name: 'Ours' }, before)).toMatchObject({ status: 200 });
    expect(await patch(owner, { name: 'Yours' }, before)).toMatchObject({ status: 412, code: 'precondition-failed' });
    expect((await world.tenant(owner.tenant))?.name).toBe('Ours');
  });

  it('are changed as they are by who says that any will do, and aren’t sent again to who has them', async () => {
    const read = (known: string) => world.as(owner, 'GET /tenant', { headers: { 'If-None-Match': known } });
    const before = await etag();
    expect(await read(before)).toMatchObject({ status: 304, headers: { ETag: before } });
    expect(await patch(owner, { name: 'Ours' }, '*')).toMatchObject({ status: 200 });
    expect(await read(before)).toMatchObject({ status: 200, body: { name: 'Ours' } });
  });

  it('take one of two changes that are made at once', async () => {
    const other = await world.member(owner, { roles: ['OWNER'] });
    const before = await etag();
    const answers = await Promise.all([patch(owner, { name: 'Ours' }, before), patch(other, { name: 'Theirs' }, before)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412]);
  });

  it('aren’t for administrators, nor of values that could be misread', async () => {
    const admin = await world.member(owner, { roles: ['ADMIN'] });
    expect(await world.as(admin, 'GET /tenant')).toMatchObject({ status: 403, code: 'not-allowed' });
    expect(await patch(admin, { name: 'Ours' }, await etag())).toMatchObject({ status: 403, code: 'not-allowed' });
    for (const name of ['', ' x', 'https://evil.example', 'two\nlines', 'x'.repeat(65), 'a@b', 'evil.example', 7])
      expect(await patch(owner, { name }, await etag())).toMatchObject({ status: 400 });
    for (const hours of [
      { from: 480, until: 480 },
      { from: 1080, until: 480 },
      { from: 480, until: 539 },
      { from: -1, until: 480 },
      { from: 0, until: 1441 },
      { from: 0 },
      [],
    ])
      expect(await patch(owner, { hours }, await etag())).toMatchObject({ status: 400 });
    expect(world.events('tenant.changed')).toEqual([]);
  });

  it('aren’t those of the own tenant while a SUPER_ADMIN is in another one: what is meant for that one changes neither', async () => {
    const admin = await world.member(owner, { roles: ['OWNER', 'SUPER_ADMIN'] });
    const member = await world.member(owner);
    const guest = { ...admin, entered: { tenant: (await world.owner()).tenant, expiresAt: world.now + 60 } };
    const refused = { status: 403, code: 'own-tenant-required' };
    expect(await world.as(guest, 'GET /tenant')).toMatchObject(refused);
    expect(await world.as(guest, 'GET /tenant/members')).toMatchObject(refused);
    expect(await patch(guest, { name: 'Ours' }, await etag())).toMatchObject(refused);
    expect(await world.remove(guest, member)).toMatchObject(refused);
    expect((await world.read(member.account)).tenant).toBe(owner.tenant);
    const late = { ...guest, entered: { ...guest.entered, expiresAt: world.now } };
    expect(await patch(late, { name: 'Ours' }, await etag())).toMatchObject({ status: 403, code: 'tenant-entry-ended' });
    expect(await patch(admin, { name: 'Ours' }, await etag())).toMatchObject({ status: 200 });
  });
});
