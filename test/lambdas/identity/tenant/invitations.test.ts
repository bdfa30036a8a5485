import { INVITATION_SECONDS } from '../../../../lambdas/identity/domain/tenants/invitations';
import type { Person } from '../../../../lambdas/shared/http/request';
import { refusalOf } from '../../../support/refusal-of';
import { TenantWorld } from './tenant-world';

const REFUSED = { status: 400, code: 'invitation-refused' };
let world: TenantWorld;
let owner: Person;

beforeEach(async () => {
  world = await TenantWorld.make();
  owner = await world.owner();
});

/** Somebody with an account of their own, and an invitation by mail. */
async function invited(role = 'MEMBER', email = world.newAddress()) {
  const person = await world.owner(email);
  await world.invite(owner, email, role);
  return { person, email, code: world.codeFor(email) };
}

describe('an invitation', () => {
  it('puts who registers by it into the tenant, with its role, once', async () => {
    const email = world.newAddress();
    expect(await world.invite(owner, email.toUpperCase().replace('MAIL.EXAMPLE', 'mail.example'), 'ADMIN')).toMatchObject({ status: 201 });
    const account = await world.register(email, world.codeFor(email));
    expect(account).toMatchObject({ tenant: owner.tenant, roles: ['ADMIN'] });
    expect((await world.as(owner, 'GET /tenant/members')).body.members).toHaveLength(2);
    expect((await world.as(owner, 'GET /tenant/invitations')).body.invitations).toEqual([]);
    expect(world.events('member.joined')).toMatchObject([{ userId: account!.id, tenantId: owner.tenant, details: { role: 'ADMIN' } }]);
    const other = await world.owner();
    expect(await world.accept(other, world.codeFor(email))).toMatchObject(REFUSED);
  });

  it('makes no account for another address, by a wrong secret, or after seven days, and uses up no code', async () => {
    const email = world.newAddress();
    await world.invite(owner, email);
    const code = world.codeFor(email);
    const users = world.pool.users.size;
    for (const [address, wrong] of [
      [world.newAddress(), code],
      [email, `${code.slice(0, -22)}${'A'.repeat(22)}`],
      [email, code.replace(owner.tenant, (await world.owner()).tenant)],
    ] as const)
      expect(await refusalOf(world.register(address, wrong))).toMatchObject(REFUSED);
    world.time.advance(INVITATION_SECONDS);
    expect(await refusalOf(world.register(email, code))).toMatchObject(REFUSED);
    expect(world.pool.users.size).toBe(users + 1);
  });

  it('is answered and mailed alike whether or not the address has an account, and looks none up', async () => {
    const [known, unknown] = [world.newAddress(), world.newAddress()];
    await world.owner(known);
    const before = { ...world.store.calls };
    const one = await world.invite(owner, unknown);
    const between = { ...world.store.calls };
    const other = await world.invite(owner, known);
    expect(Object.keys(other.body)).toEqual(Object.keys(one.body));
    expect(other.status).toBe(one.status);
    expect(world.mail.last(known)?.kind).toBe(world.mail.last(unknown)?.kind);
    for (const call of ['commit', 'get', 'getBoth', 'list'] as const) expect(world.store.calls[call] - between[call]).toBe(between[call] - before[call]);
  });

  it('keeps neither its code nor the address in clear, and shows the address to administrators', async () => {
    const { email, code } = await invited();
    const [name = ''] = email.split('@');
    const stored = JSON.stringify([world.store.stored, world.store.events]);
    expect(stored).not.toContain(code.slice(-22));
    expect(stored).not.toContain(name);
    expect((await world.as(owner, 'GET /tenant/invitations')).body.invitations).toMatchObject([{ email, role: 'MEMBER', invited_by: owner.account }]);
  });

  it('moves who is alone in their own tenant, ends their sessions, and tells them', async () => {
    const { person, code } = await invited();
    expect(await world.accept(person, code)).toMatchObject({ status: 204 });
    expect(await world.read(person.account)).toMatchObject({
      tenant: owner.tenant,
      roles: ['MEMBER'],
      memberSince: world.now,
      formerTenants: [{ tenant: person.tenant, leftEmpty: true }],
    });
    expect(await world.accept(person, code)).toMatchObject({ status: 401, code: 'session-ended' });
    expect(world.notices.told).toMatchObject([{ account: person.account, message: { kind: 'member-joined' } }]);
    expect((await world.as(owner, 'GET /tenant/members')).body.members).toHaveLength(2);
  });

  it('leaves nobody behind: who has other members in their own tenant stays there', async () => {
    const { person, code } = await invited();
    await world.member(person);
    expect(await world.accept(person, code)).toMatchObject({ status: 409, code: 'tenant-not-empty' });
    expect((await world.read(person.account)).tenant).toBe(person.tenant);
  });

  it('leaves nobody behind who joins the own tenant at the same moment, though it was never written before', async () => {
    const { person, code } = await invited();
    const email = world.newAddress();
    const joining = await world.owner(email);
    world.store.beforeCommit = async () => {
      world.store.beforeCommit = undefined;
      await world.invite(person, email);
      expect(await world.accept(joining, world.codeFor(email))).toMatchObject({ status: 204 });
    };
    expect(await world.accept(person, code)).toMatchObject({ status: 409, code: 'tenant-not-empty' });
    expect((await world.read(person.account)).tenant).toBe(person.tenant);
  });

  it('is nobody else’s, whatever they send, and asks that the own tenant is left in so many words', async () => {
    const { person, code } = await invited();
    const thief = await world.owner();
    expect(await world.accept(thief, code)).toMatchObject(REFUSED);
    expect(await world.accept(person, `${code.slice(0, -22)}${'A'.repeat(22)}`)).toMatchObject(REFUSED);
    for (const body of [{ invitation: code }, { invitation: code, leave_own_tenant: false }, { invitation: 'x', leave_own_tenant: true }])
      expect(await world.as(person, 'POST /auth/invitations/accept', { body })).toMatchObject({ status: 400, code: 'malformed-request' });
    expect((await world.read(person.account)).tenant).toBe(person.tenant);
  });

  it('joins once when it is accepted twice at once', async () => {
    const { person, email, code } = await invited();
    const answers = await Promise.all([world.accept(person, code), world.accept(person, code)]);
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    expect(world.events('member.joined')).toHaveLength(1);
    expect(email).toBeDefined();
  });

  it('holds no more once it is revoked, or who made it has gone, or stands below what it gives', async () => {
    const admin = await world.member(owner, { roles: ['ADMIN'] });
    const email = world.newAddress();
    const person = await world.owner(email);
    const again = async () => {
      const { body } = await world.invite(admin, email, 'ADMIN');
      return String(body.invitation);
    };
    const first = await again();
    expect(await world.as(owner, 'DELETE /tenant/invitations/{invitation}', { params: { invitation: first } })).toMatchObject({ status: 204 });
    expect(await world.as(owner, 'DELETE /tenant/invitations/{invitation}', { params: { invitation: first } })).toMatchObject({ status: 404 });
    expect(await world.accept(person, world.codeFor(email))).toMatchObject(REFUSED);
    await again();
    await world.give(owner, admin, { role: 'MEMBER', custom_roles: [] });
    expect(await world.accept(person, world.codeFor(email))).toMatchObject(REFUSED);
    await world.give(owner, admin, { role: 'ADMIN', custom_roles: [] });
    await world.remove(owner, admin);
    expect(await world.accept(person, world.codeFor(email))).toMatchObject(REFUSED);
  });

  it('is one of fifty at most in a tenant, and of five a day to one address', async () => {
    const email = world.newAddress();
    for (let count = 0; count < 5; count += 1) expect((await world.invite(owner, email)).status).toBe(201);
    expect(await world.invite(owner, email)).toMatchObject({ status: 429, code: 'too-many-requests' });
    for (let count = 5; count < 50; count += 1) expect((await world.invite(owner, world.newAddress())).status).toBe(201);
    expect(await world.invite(owner, world.newAddress())).toMatchObject({ status: 409, code: 'too-many-invitations' });
    expect(world.mail.sent).toHaveLength(50);
  });
});
