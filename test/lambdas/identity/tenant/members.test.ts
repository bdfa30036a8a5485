import { isBacked } from '../../../../lambdas/identity/domain/api-keys/api-key';
import { proves } from '../../../support/proves';
import type { Person } from '../../../../lambdas/shared/http/request';
import { TenantWorld } from './tenant-world';

const LATER = { control: 'IDN-14', part: 'later-actions', evidence: 'in-process' } as const;
const NO_ROLES = { custom_roles: [] };
let world: TenantWorld;
let owner: Person;

beforeEach(async () => {
  world = await TenantWorld.make();
  owner = await world.owner('owner@mail.example');
});

describe('the members of a tenant', () => {
  it('are listed a page at a time, each once, by a cursor that is good in this tenant alone', async () => {
    for (let count = 0; count < 24; count += 1) await world.member(owner);
    const first = await world.as(owner, 'GET /tenant/members');
    const cursor = String(first.body.next_cursor);
    const second = await world.as(owner, 'GET /tenant/members', { query: { cursor } });
    const accounts = [first, second].flatMap(({ body }) => (body.members as { account: string }[]).map(({ account }) => account));
    expect([accounts.length, new Set(accounts).size, second.body.next_cursor]).toEqual([25, 25, null]);
    expect(cursor).not.toContain(accounts[19]!);
    const stranger = await world.owner();
    for (const [who, wrong] of [
      [stranger, cursor],
      [owner, `${cursor}x`],
      [owner, 'x'],
      [owner, ''],
    ] as const)
      expect(await world.as(who, 'GET /tenant/members', { query: { cursor: wrong } })).toMatchObject({ status: 400, code: 'malformed-request' });
  });

  it('are the owner alone in a tenant that nobody was invited to', async () => {
    expect((await world.as(owner, 'GET /tenant/members')).body).toMatchObject({
      members: [{ account: owner.account, role: 'OWNER', email: 'owner@mail.example' }],
      next_cursor: null,
    });
  });

  it('show their address in full to administrators, and masked to who may read by a custom role alone', async () => {
    const support = await world.member(owner, { customRoles: ['tenant-admin'] });
    expect((await world.as(support, 'GET /tenant/members/{account}', { params: { account: owner.account } })).body).toMatchObject({
      email: 'o***@mail.example',
    });
    const admin = await world.member(owner, { roles: ['ADMIN'] });
    expect((await world.as(admin, 'GET /tenant/members/{account}', { params: { account: owner.account } })).body).toMatchObject({
      email: 'owner@mail.example',
    });
  });

  it('are nobody’s business in another tenant, nor a plain member’s', async () => {
    const [member, stranger] = [await world.member(owner), await world.owner()];
    const params = { account: member.account };
    for (const route of ['GET /tenant/members/{account}', 'DELETE /tenant/members/{account}'])
      expect(await world.as(stranger, route, { params })).toMatchObject({ status: 404, code: 'not-in-tenant' });
    expect(await world.give(stranger, member, { role: 'ADMIN', ...NO_ROLES })).toMatchObject({ status: 404, code: 'not-in-tenant' });
    for (const route of [
      'GET /tenant/members',
      'GET /tenant/members/{account}',
      'DELETE /tenant/members/{account}',
      'GET /tenant/invitations',
      'GET /tenant/roles',
      'GET /tenant',
    ])
      expect(await world.as(member, route, { params })).toMatchObject({ status: 403, code: 'not-allowed' });
    for (const account of ['', 'x', '../x', member.account.toUpperCase()])
      expect(await world.as(owner, 'GET /tenant/members/{account}', { params: { account } })).toMatchObject({ status: 404 });
  });
});

describe('granting a role', () => {
  it('changes it with its event in one transaction, and tells the person on every channel', async () => {
    const member = await world.member(owner);
    expect(await world.give(owner, member, { role: 'ADMIN', ...NO_ROLES })).toMatchObject({ status: 204 });
    expect((await world.read(member.account)).roles).toEqual(['ADMIN']);
    expect(world.events('member.role.changed')).toMatchObject([
      { userId: owner.account, resource: `account/${member.account}`, details: { role: 'ADMIN', before: 'MEMBER' } },
    ]);
    expect(world.notices.told).toEqual([{ account: member.account, message: { kind: 'member-roles-changed', values: { roles: 'ADMIN' } } }]);
  });

  proves(LATER, 'granting a role is refused once the last proof is more than 300 seconds old, whatever the token says, with nothing changed', async () => {
    const member = await world.member(owner);
    world.time.advance(300);
    const fresh = { ...owner, authenticatedAt: world.now };
    expect(await world.give(fresh, member, { role: 'VIEWER', ...NO_ROLES })).toMatchObject({ status: 204 });
    world.time.advance(1);
    const before = JSON.stringify(world.store.stored);
    const promised = { ...owner, authenticatedAt: world.now };
    expect(await world.give(promised, member, { role: 'ADMIN', ...NO_ROLES })).toMatchObject({ status: 403, code: 'step-up-required' });
    expect(await world.invite(promised, world.newAddress(), 'ADMIN')).toMatchObject({ status: 403, code: 'step-up-required' });
    expect(await world.remove(promised, member)).toMatchObject({ status: 403, code: 'step-up-required' });
    expect(JSON.stringify(world.store.stored)).toBe(before);
    expect(world.mail.sent).toEqual([]);
  });

  it('is refused above one’s own, to who stands above, and of SUPER_ADMIN to everybody', async () => {
    const [admin, member] = [await world.member(owner, { roles: ['ADMIN'] }), await world.member(owner)];
    const above = { status: 403, code: 'above-own-role' };
    expect(await world.give(admin, member, { role: 'OWNER', ...NO_ROLES })).toMatchObject(above);
    expect(await world.give(admin, admin, { role: 'OWNER', ...NO_ROLES })).toMatchObject(above);
    expect(await world.give(admin, owner, { role: 'VIEWER', ...NO_ROLES })).toMatchObject(above);
    expect(await world.remove(admin, owner)).toMatchObject(above);
    expect(await world.invite(admin, world.newAddress(), 'OWNER')).toMatchObject(above);
    for (const role of ['SUPER_ADMIN', 'owner', 'API', '']) expect(await world.give(owner, member, { role, ...NO_ROLES })).toMatchObject({ status: 400 });
    expect(world.store.events.filter(({ action }) => action !== 'access.denied')).toEqual([]);
  });

  it('never changes nor removes a SUPER_ADMIN, by another one or by themselves: that is an operator’s', async () => {
    const [one, other] = [await world.member(owner, { roles: ['SUPER_ADMIN'] }), await world.member(owner, { roles: ['OWNER', 'SUPER_ADMIN'] })];
    for (const who of [one, other]) {
      expect(await world.give(one, who, { role: 'VIEWER', ...NO_ROLES })).toMatchObject({ status: 403, code: 'above-own-role' });
      expect(await world.remove(one, who)).toMatchObject({ status: 403, code: 'above-own-role' });
    }
    expect(world.store.events.map(({ action, details }) => [action, details.reason])).toEqual(Array(4).fill(['access.denied', 'stands-higher']));
  });

  it('counts the roles of this moment, and no session that has ended', async () => {
    const [admin, member] = [await world.member(owner, { roles: ['ADMIN'] }), await world.member(owner)];
    await world.change(admin.account, { roles: ['MEMBER'] });
    expect(await world.give(admin, member, { role: 'ADMIN', ...NO_ROLES })).toMatchObject({ status: 403, code: 'not-allowed' });
    await world.change(admin.account, { roles: ['ADMIN'], tenant: (await world.owner()).tenant });
    expect(await world.give(admin, member, { role: 'ADMIN', ...NO_ROLES })).toMatchObject({ status: 403, code: 'not-allowed' });
    await world.change(admin.account, { tenant: owner.tenant, sessionsValidFrom: world.now + 1 });
    expect(await world.give(admin, member, { role: 'ADMIN', ...NO_ROLES })).toMatchObject({ status: 401, code: 'session-ended' });
  });

  it('keeps an owner: the last one can neither lose the role, nor leave, nor be removed', async () => {
    for (const alone of [true, false]) {
      if (!alone) await world.member(owner, { roles: ['ADMIN'] });
      expect(await world.give(owner, owner, { role: 'ADMIN', ...NO_ROLES })).toMatchObject({ status: 409, code: 'last-owner' });
      expect(await world.remove(owner, owner)).toMatchObject({ status: 409, code: 'last-owner' });
    }
    const second = await world.member(owner, { roles: ['OWNER'] });
    expect(await world.remove(owner, owner)).toMatchObject({ status: 204 });
    expect(await world.give(second, second, { role: 'ADMIN', ...NO_ROLES })).toMatchObject({ status: 409, code: 'last-owner' });
  });

  it('makes no owner of somebody whose erasure has begun: once they are gone, the last owner is still seen as the last', async () => {
    const leaver = await world.member(owner);
    await world.beginErasure(leaver);
    for (const role of ['OWNER', 'VIEWER'])
      expect(await world.give(owner, leaver, { role, ...NO_ROLES })).toMatchObject({ status: 404, code: 'not-in-tenant' });
    expect(await world.remove(owner, leaver)).toMatchObject({ status: 404, code: 'not-in-tenant' });
    expect((await world.tenant(owner.tenant))?.owners).toEqual([owner.account]);
    await world.member(owner, { roles: ['ADMIN'] });
    expect(await world.give(owner, owner, { role: 'ADMIN', ...NO_ROLES })).toMatchObject({ status: 409, code: 'last-owner' });
  });

  it('leaves one owner when two demote each other at once, or each themselves', async () => {
    for (const crosswise of [true, false]) {
      const one = await world.owner();
      const other = await world.member(one, { roles: ['OWNER'] });
      const [first, second] = crosswise ? [other, one] : [one, other];
      const answers = await Promise.all([world.give(one, first, { role: 'MEMBER', ...NO_ROLES }), world.give(other, second, { role: 'MEMBER', ...NO_ROLES })]);
      expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
      const roles = [await world.read(one.account), await world.read(other.account)].flatMap((account) => account.roles);
      expect(roles.toSorted()).toEqual(['MEMBER', 'OWNER']);
      expect((await world.tenant(one.tenant))?.owners).toHaveLength(1);
    }
  });

  it('is undone as a whole when the outbox takes no event', async () => {
    const member = await world.member(owner);
    world.store.failNext(undefined, 'commit');
    expect(await world.give(owner, member, { role: 'ADMIN', ...NO_ROLES })).toMatchObject({ status: 503 });
    expect((await world.read(member.account)).roles).toEqual(['MEMBER']);
    expect(world.notices.told).toEqual([]);
  });
});

describe('removing a member', () => {
  it('ends their sessions and their keys, moves them to an empty tenant of their own, and tells them', async () => {
    const member = await world.member(owner);
    const key = await world.key(member);
    expect(isBacked(key, await world.read(member.account))).toBe(true);
    expect(await world.remove(owner, member)).toMatchObject({ status: 204 });
    const after = await world.read(member.account);
    expect(after).toMatchObject({ roles: ['OWNER'], memberSince: world.now });
    expect(after.tenant).not.toBe(owner.tenant);
    expect(after.formerTenants).toEqual([{ tenant: owner.tenant, leftEmpty: false }]);
    expect(isBacked(key, after)).toBe(false);
    expect(await world.as(member, 'GET /tenant')).toMatchObject({ status: 401, code: 'session-ended' });
    expect((await world.as(owner, 'GET /tenant/members')).body.members).toHaveLength(1);
    expect(world.events('member.removed')).toMatchObject([{ userId: owner.account, resource: `account/${member.account}` }]);
    expect(world.notices.told).toEqual([{ account: member.account, message: { kind: 'member-removed', values: { tenant: owner.tenant } } }]);
    expect(await world.remove(owner, member)).toMatchObject({ status: 404, code: 'not-in-tenant' });
  });

  it('takes no factor from them: what was sealed in the one tenant is sealed anew in the other', async () => {
    const member = await world.member(owner);
    const account = await world.read(member.account);
    const [sealedSecret, sealedNumber] = [
      await world.fields.seal(account, 'totp-secret', 'ABCDEFGH'),
      await world.fields.seal(account, 'phone-number', '+4915112345678'),
    ];
    await world.change(member.account, {
      totp: { sealedSecret, enrolledAt: 1, lastStep: 7 },
      phone: { sealedNumber, ending: '78', country: 'DE', confirmedAt: 1 },
    });
    await world.remove(owner, member);
    const after = await world.read(member.account);
    expect(await world.fields.open(after, 'totp-secret', after.totp!.sealedSecret)).toBe('ABCDEFGH');
    expect(await world.fields.open(after, 'phone-number', after.phone!.sealedNumber)).toBe('+4915112345678');
    expect(after.totp).toMatchObject({ lastStep: 7 });
    await expect(world.fields.open(after, 'totp-secret', sealedSecret)).rejects.toThrow();
  });

  it('doesn’t bring a key back to life when they return', async () => {
    const member = await world.member(owner);
    const key = await world.key(member);
    world.time.advance(10);
    await world.remove(owner, member);
    const back = await world.person(await world.read(member.account));
    const { email } = world.pool.users.get(member.account)!;
    await world.invite(owner, email);
    expect(await world.accept(back, world.codeFor(email))).toMatchObject({ status: 204 });
    const after = await world.read(member.account);
    expect(after.tenant).toBe(owner.tenant);
    expect(isBacked(key, after)).toBe(false);
  });
});
