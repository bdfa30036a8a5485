import { randomUUID } from 'node:crypto';
import type { Person } from '../../../../lambdas/shared/http/request';
import { proves } from '../../../support/proves';
import { READS_AUDIT, TenantWorld } from './tenant-world';

const ONCE = { control: 'AVL-4', part: 'idempotency', evidence: 'in-process' } as const;
const REPLAYED = { 'Idempotency-Replayed': 'true' };
let world: TenantWorld;
let owner: Person;
let headers: Readonly<Record<string, string>>;

beforeEach(async () => {
  world = await TenantWorld.make();
  owner = await world.owner();
  headers = { 'Idempotency-Key': randomUUID() };
});

const role = (by = owner, body: object = READS_AUDIT) => world.as(by, 'POST /tenant/roles', { body, headers });
const listOf = async (what: 'invitations' | 'roles') =>
  (await world.as(owner, `GET /tenant/${what}`)).body[what] as readonly { readonly invitation?: string }[];

describe('a custom role that is sent again under an Idempotency-Key', () => {
  proves(ONCE, 'a custom role that is sent again is made once, is in the trail once, and is answered as the first time', async () => {
    const first = await role();
    const again = await role();
    expect(first).toMatchObject({ status: 201, body: { name: 'Auditors' } });
    expect(first.headers['Idempotency-Replayed']).toBeUndefined();
    expect(again).toMatchObject({ status: 201, body: first.body, headers: REPLAYED });
    expect([(await listOf('roles')).length, world.events('custom-role.created').length]).toEqual([1, 1]);
  });

  proves(ONCE, 'of twelve custom roles at once under one key one is made, and each other is its answer', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => role()));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(await listOf('roles')).toHaveLength(1);
  });

  it('is refused with another request and with no key, and made for another person', async () => {
    await role();
    expect(await role(owner, { ...READS_AUDIT, name: 'Others' })).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
    await role(await world.member(owner, { roles: ['OWNER'] }));
    expect(await listOf('roles')).toHaveLength(2);
    headers = { 'Idempotency-Key': 'short' };
    expect(await role()).toMatchObject({ status: 400, code: 'invalid-idempotency-key' });
  });

  it('is answered to nobody who may make none by now', async () => {
    const admin = await world.member(owner, { roles: ['ADMIN'] });
    expect((await role(admin)).status).toBe(201);
    await world.change(admin.account, { roles: ['MEMBER'] });
    expect(await role(admin)).toMatchObject({ status: 403 });
  });
});

describe('an invitation that is sent again under an Idempotency-Key', () => {
  proves(ONCE, 'an invitation that is sent again is made and mailed once, and costs one of the five a day to its address', async () => {
    const email = world.newAddress();
    const first = await world.invite(owner, email, 'MEMBER', headers);
    for (let count = 0; count < 6; count += 1)
      expect(await world.invite(owner, email, 'MEMBER', headers)).toMatchObject({ body: first.body, headers: REPLAYED });
    expect([world.mail.sent.length, (await listOf('invitations')).length, world.events('member.invited').length]).toEqual([1, 1, 1]);
    for (let count = 0; count < 4; count += 1) expect((await world.invite(owner, email)).status).toBe(201);
    expect((await world.invite(owner, email)).status).toBe(429);
  });

  it('is made and mailed once by five at once', async () => {
    const email = world.newAddress();
    const answers = await Promise.all(Array.from({ length: 5 }, () => world.invite(owner, email, 'MEMBER', headers)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
    expect([world.mail.sent.length, (await listOf('invitations')).length]).toEqual([1, 1]);
  });

  it('keeps neither its code nor the address in clear', async () => {
    const email = world.newAddress();
    await world.invite(owner, email, 'MEMBER', headers);
    const stored = JSON.stringify(world.store.stored);
    for (const text of [world.codeFor(email).slice(-22), email.split('@')[0]!]) expect(stored).not.toContain(text);
  });

  it.each([true, false])('is taken back when its mail is not taken, and made and mailed by the next attempt; with a key: %s', async (withKey) => {
    const email = world.newAddress();
    const send = () => world.invite(owner, email, 'MEMBER', withKey ? headers : {});
    world.mail.failNext();
    expect((await send()).status).toBe(503);
    expect([world.mail.sent.length, (await listOf('invitations')).length]).toEqual([0, 0]);
    const { status, headers: answered, body } = await send();
    expect([status, answered['Idempotency-Replayed'], world.mail.sent.length]).toEqual([201, undefined, 1]);
    expect((await listOf('invitations')).map(({ invitation }) => invitation)).toEqual([body.invitation]);
    const written = world.store.events.map(({ action }) => action).filter((action) => action !== 'invitations.listed');
    expect(written).toEqual(['member.invited', 'invitation.revoked', 'member.invited']);
  });
});
