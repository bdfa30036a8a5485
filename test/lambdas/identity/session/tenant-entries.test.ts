import { randomUUID } from 'node:crypto';
import { callerBy } from '../../../../lambdas/identity/authorizer/caller';
import { withEntry } from '../../../../lambdas/identity/authorizer/with-entry';
import type { Role } from '../../../../lambdas/identity/domain/account';
import { sessionRoutes } from '../../../../lambdas/identity/session/routes';
import { decideFor } from '../../../../lambdas/shared/authorization/decide-for';
import { TenantEntryEndedError } from '../../../../lambdas/shared/http/errors';
import { principalContext, readPrincipal } from '../../../../lambdas/shared/http/principal';
import type { Person, Principal, Reply } from '../../../../lambdas/shared/http/request';
import { tenantOf } from '../../../../lambdas/shared/http/tenant-of';
import { ACTIONS, resourceOf } from '../../../support/access-requests';
import { MemoryRecordStore } from '../../../support/memory-record-store';
import { manualClock, type ManualClock } from '../../../support/manual-clock';
import { proves } from '../../../support/proves';
import { refusalOf } from '../../../support/refusal-of';
import { requestOf, sessionsWorld, type Browser, type SessionsWorld } from './sessions-world';

const GRANT = { control: 'AZN-5', part: 'grant', evidence: 'in-process' } as const;
const HOUR = 3600;
const REASON = 'Ticket 4711: the owner asked for help';
let time: ManualClock;
let store: MemoryRecordStore;
let world: SessionsWorld;
let admin: Browser;
let other: string;

beforeEach(async () => {
  time = manualClock();
  store = new MemoryRecordStore(time.clock);
  world = sessionsWorld(store, time);
  admin = await world.signIn({ roles: ['SUPER_ADMIN'] });
  other = randomUUID();
});

const call = (name: 'DELETE /auth/tenant-entries/current' | 'POST /auth/tenant-entries', principal: Principal, body?: object): Promise<Reply> => {
  const bytes = Buffer.from(body === undefined ? '' : JSON.stringify(body));
  const raw = { bytes, contentType: body === undefined ? undefined : 'application/json', contentEncoding: undefined };
  return sessionRoutes(world.parts)[name].run({ ...requestOf({}, undefined), principal }, raw);
};
const enter = async (browser: Browser, body: object = { tenant: other, reason: REASON }) =>
  call('POST /auth/tenant-entries', await world.personOf(browser), body);
const leave = async (browser: Browser) => call('DELETE /auth/tenant-entries/current', await world.personOf(browser));
const seconds = (): number => Math.floor(time.clock() / 1000);

/** Who calls, as a handler learns it: found by the authorizer, and through the gateway's texts. */
async function caller(browser: Browser, token: Partial<Person> = {}): Promise<Person> {
  const found = await entered({ ...(await world.personOf(browser)), ...token });
  return readPrincipal(principalContext(found)) as Person;
}

/** What the authorizer finds of a person's entry. */
const entered = (person: Person): Promise<Principal> => withEntry(callerBy(store, { caller: person, isBound: false }), seconds());
const isIn = async (browser: Browser, token: Partial<Person> = {}): Promise<string> => tenantOf(await caller(browser, token), seconds());
const home = async (browser: Browser): Promise<string> => (await world.account(browser)).value.tenant;

describe('entering another tenant', () => {
  proves(GRANT, 'a SUPER_ADMIN works in the tenant that they entered, administers it not, and is in no third one', async () => {
    expect(await isIn(admin)).toBe(await home(admin));
    expect(await enter(admin)).toEqual({ status: 201, body: { tenant: other, expires_at: new Date((seconds() + HOUR) * 1000).toISOString() } });
    const person = await caller(admin);
    expect(tenantOf(person, seconds())).toBe(other);
    for (const action of ['users:read', 'settings:read', 'billing:read'])
      expect([action, decideFor(world.parts, person, action)]).toEqual([
        action,
        expect.objectContaining({ allowed: false, policy: 'visited-not-administered' }),
      ]);
    for (const action of ['audit:read', 'api-keys:read', 'api-keys:revoke', 'documents:read-all']) {
      expect([action, decideFor(world.parts, person, action).allowed]).toEqual([action, true]);
      expect(decideFor(world.parts, person, action, resourceOf(action, '', other)).policy).not.toBe('tenant-separation');
      expect(decideFor(world.parts, person, action, resourceOf(action, '', randomUUID()))).toMatchObject({ allowed: false, policy: 'tenant-separation' });
    }
    expect(decideFor(world.parts, person, 'account:read').allowed).toBe(true);
  });

  proves(GRANT, 'an entry ends at its hour, with the session, with the role, by leaving, and is one at a time', async () => {
    await enter(admin);
    expect(await refusalOf(enter(admin, { tenant: randomUUID(), reason: REASON }))).toMatchObject({ code: 'tenant-entered', status: 409 });
    expect(await leave(admin)).toEqual({ status: 204 });
    expect(await isIn(admin)).toBe(await home(admin));
    await enter(admin);
    await world.changeAccount(admin, { roles: ['OWNER'] });
    expect(await isIn(admin, { roles: ['SUPER_ADMIN'] })).toBe(await home(admin));
    await world.changeAccount(admin, { roles: ['SUPER_ADMIN'], status: 'suspended' });
    expect(await isIn(admin)).toBe(await home(admin));
    await world.changeAccount(admin, { status: 'active' });
    const person = await caller(admin);
    for (let minute = 0; minute < 59; minute += 10) {
      time.advance(600);
      if (minute < 50) await world.refresh(admin);
    }
    expect(() => tenantOf(person, seconds())).toThrow(TenantEntryEndedError);
    expect(await isIn(admin)).toBe(await home(admin));
    const again = await world.signInAgain(admin);
    await enter(again);
    expect(await isIn(again)).toBe(other);
    expect(await isIn(admin)).toBe(await home(admin));
    await world.changeAccount(admin, { sessionsValidFrom: seconds() + 1 });
    expect(await isIn(again)).toBe(await home(admin));
  });

  it('that ends while a request is on its way ends the request: nothing decides for it, nor says that it is at home', async () => {
    await enter(admin);
    const person = await caller(admin);
    time.advance(HOUR - 1);
    expect(tenantOf(person, seconds())).toBe(other);
    time.advance(1);
    const ended = { code: 'tenant-entry-ended', status: 403 };
    expect(await refusalOf(Promise.resolve().then(() => tenantOf(person, seconds())))).toMatchObject(ended);
    for (const action of ACTIONS) expect(() => decideFor(world.parts, person, action)).toThrow(TenantEntryEndedError);
    expect(() => tenantOf({ ...person, entered: { tenant: other, expiresAt: seconds() + 1 }, roles: ['OWNER'] }, seconds())).toThrow(TenantEntryEndedError);
  });

  proves(GRANT, 'entering and leaving are events of the entered tenant, with the reason sealed, and the person is told', async () => {
    await enter(admin);
    await leave(admin);
    const facts = { userId: admin.account, tenantId: other, resource: `tenant/${other}`, result: 'success' };
    const details = expect.objectContaining({ home: await home(admin), session: admin.session }) as unknown;
    expect(store.events).toEqual([
      expect.objectContaining({ ...facts, action: 'tenant.entered', details }),
      expect.objectContaining({ ...facts, action: 'tenant.left', details }),
    ]);
    expect(JSON.stringify(store.events)).not.toContain('4711');
    expect(world.notices.told).toEqual([{ account: admin.account, message: { kind: 'tenant-entered', values: { tenant: other, minutes: '60' } } }]);
    expect(await leave(admin)).toEqual({ status: 204 });
    expect(store.events).toHaveLength(2);
  });

  proves(GRANT, 'nobody else enters, whatever their token or the context claims, nor by a custom role, nor by a key', async () => {
    for (const role of ['OWNER', 'ADMIN', 'MEMBER', 'VIEWER'] as const satisfies readonly Role[]) {
      const browser = await world.signIn({ roles: [role] });
      const honest = await world.personOf(browser);
      const entered = { tenant: other, expiresAt: seconds() + HOUR };
      const asked = async (person: Person) => refusalOf(call('POST /auth/tenant-entries', person, { tenant: other, reason: REASON }));
      for (const person of [honest, { ...honest, roles: ['SUPER_ADMIN'] }])
        expect(await asked(person)).toMatchObject({ code: 'super-admin-required', status: 403 });
      expect(await asked({ ...honest, roles: ['SUPER_ADMIN'], entered })).toMatchObject({ code: 'tenant-entry-ended', status: 403 });
      expect(() => tenantOf({ ...honest, entered }, seconds())).toThrow(TenantEntryEndedError);
      expect(await isIn(browser, { roles: ['SUPER_ADMIN'] })).toBe(honest.tenant);
      for (const action of ACTIONS)
        expect(() => decideFor(world.parts, { ...honest, entered }, action, resourceOf(action, `account/${honest.account}`, other))).toThrow(
          TenantEntryEndedError,
        );
    }
    const person = { ...(await world.personOf(admin)), roles: ['super-admin', 'OWNER'] };
    expect(decideFor(world.parts, person, 'tenants:enter').allowed).toBe(false);
    const key = {
      kind: 'api-key',
      key: 'k',
      tenant: person.tenant,
      scopes: ['tenants:enter'],
      creator: { account: admin.account, roles: ['SUPER_ADMIN'] },
    } as const;
    expect(decideFor(world.parts, key, 'tenants:enter').allowed).toBe(false);
    expect(await refusalOf(call('POST /auth/tenant-entries', key, { tenant: other, reason: REASON }))).toMatchObject({ code: 'person-required' });
    expect(store.events).toHaveLength(8);
    for (const { action, resource, details } of store.events)
      expect([action, resource, details]).toMatchObject([
        'access.denied',
        'api/auth/tenant-entries',
        { policySet: world.parts.policySet, reason: 'no-permit' },
      ]);
  });

  proves(GRANT, 'it needs a proof of who they are that is at most five minutes old, a reason and another tenant', async () => {
    const tenant = await home(admin);
    expect(await refusalOf(enter(admin, { tenant, reason: REASON }))).toMatchObject({ code: 'own-tenant', status: 409 });
    for (const body of [{ tenant: other }, { tenant: other, reason: '' }, { tenant: other, reason: 'x'.repeat(201) }, { tenant: other, reason: 'two\nlines' }])
      expect(await refusalOf(enter(admin, body))).toMatchObject({ code: 'malformed-request' });
    for (const wrong of ['*', '', 'acme', `${other}0`])
      expect(await refusalOf(enter(admin, { tenant: wrong, reason: REASON }))).toMatchObject({ code: 'malformed-request' });
    time.advance(301);
    expect(await refusalOf(enter(admin))).toMatchObject({ code: 'step-up-required', status: 403 });
    expect(await isIn(admin)).toBe(tenant);
  });

  it('leaves nothing when the role is taken away meanwhile, and lasts no longer than the session', async () => {
    store.beforeCommit = async () => {
      store.beforeCommit = undefined;
      await world.changeAccount(admin, { roles: ['OWNER'] });
    };
    expect(await refusalOf(enter(admin))).toMatchObject({ code: 'super-admin-required' });
    expect((await world.session(admin))!.value.entered).toBeUndefined();
    await world.changeAccount(admin, { roles: ['SUPER_ADMIN'] });
    const { value, version } = (await world.session(admin))!;
    const { replaceSession } = await import('../../../../lambdas/identity/domain/end-session');
    await store.commit([replaceSession({ ...value, endsAt: seconds() + 60 }, version)], []);
    expect((await enter(admin)).body).toMatchObject({ expires_at: new Date((seconds() + 60) * 1000).toISOString() });
  });

  it('is nothing by half of an entry, and costs others no reading', async () => {
    await enter(admin);
    const texts = principalContext(await entered(await world.personOf(admin)));
    expect(texts).toMatchObject({ enteredTenant: other });
    for (const left of ['enteredTenant', 'enteredExpiresAt'])
      expect(readPrincipal(Object.fromEntries(Object.entries(texts).filter(([name]) => name !== left)))).toBeUndefined();
    const member = await world.personOf(await world.signIn());
    const before = store.callCount;
    expect(await entered(member)).toBe(member);
    expect(store.callCount).toBe(before);
  });
});
