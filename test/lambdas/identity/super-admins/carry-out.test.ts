import { randomUUID } from 'node:crypto';
import { carryOut } from '../../../../lambdas/identity/super-admins/carry-out';
import { OrderRefusedError } from '../../../../lambdas/identity/super-admins/errors';
import { readOrder } from '../../../../lambdas/identity/super-admins/order';
import type { Account } from '../../../../lambdas/identity/domain/account';
import { MemoryRecordStore } from '../../../support/memory-record-store';
import { manualClock, type ManualClock } from '../../../support/manual-clock';
import { errorOf } from '../../../support/error-of';
import { refusalOf } from '../../../support/refusal-of';
import { requestOf, sessionsWorld, type Browser, type SessionsWorld } from '../session/sessions-world';

const REASON = 'Ticket 4711, approved by two';
const TOTP: NonNullable<Account['totp']> = { sealedSecret: 'c2VhbGVk', enrolledAt: 1, lastStep: 1 };
let time: ManualClock;
let store: MemoryRecordStore;
let world: SessionsWorld;

beforeEach(() => {
  time = manualClock();
  store = new MemoryRecordStore(time.clock);
  world = sessionsWorld(store, time);
});

const order = (browser: Browser, superAdmin: boolean) =>
  carryOut(world.parts, readOrder({ account: browser.account, superAdmin, reason: REASON }), requestOf({}, undefined));
const rolesOf = async (browser: Browser) => (await world.account(browser)).value.roles;

describe('the order for a SUPER_ADMIN', () => {
  it('gives the role beside the others, ends the sessions, and is an event of the same transaction with its reason sealed', async () => {
    const browser = await world.signIn({ roles: ['OWNER'], totp: TOTP });
    expect(await order(browser, true)).toEqual({ account: browser.account, roles: ['OWNER', 'SUPER_ADMIN'] });
    expect(await rolesOf(browser)).toEqual(['OWNER', 'SUPER_ADMIN']);
    expect(await refusalOf(world.refresh(browser))).toMatchObject({ code: 'session-ended' });
    expect(store.events).toMatchObject([{ action: 'super-admin.appointed', resource: `account/${browser.account}`, result: 'success' }]);
    expect(JSON.stringify(store.events)).not.toContain('4711');
  });

  it('takes it away again, and changes nothing where it holds already', async () => {
    const browser = await world.signIn({ roles: ['OWNER', 'SUPER_ADMIN'] });
    expect((await order(browser, false)).roles).toEqual(['OWNER']);
    expect((await order(browser, false)).roles).toEqual(['OWNER']);
    expect(store.events.map(({ action }) => action)).toEqual(['super-admin.dismissed']);
  });

  it.each<[string, Partial<Account>, boolean]>([
    ['without a second factor', { roles: ['OWNER'] }, true],
    ['that is suspended', { roles: ['OWNER'], totp: TOTP, status: 'suspended' }, true],
    ['that would have no role left', { roles: ['SUPER_ADMIN'] }, false],
  ])('is refused for an account %s', async (_, change, superAdmin) => {
    const browser = await world.signIn(change);
    expect(await refusalOf(order(browser, superAdmin))).toBeInstanceOf(OrderRefusedError);
    expect(await rolesOf(browser)).toEqual(change.roles);
    expect(store.events).toEqual([]);
  });

  it('is refused for nobody, and for what is no order', async () => {
    expect(await refusalOf(order({ account: randomUUID() } as Browser, true))).toMatchObject({ code: 'order-refused' });
    const account = randomUUID();
    for (const event of [undefined, null, {}, [], { account, superAdmin: 'true', reason: REASON }, { account: '*', superAdmin: true, reason: REASON }])
      expect(errorOf(() => readOrder(event))).toBeInstanceOf(OrderRefusedError);
    for (const reason of ['', 'short', 'x'.repeat(201)])
      expect(errorOf(() => readOrder({ account, superAdmin: true, reason }))).toBeInstanceOf(OrderRefusedError);
    expect(errorOf(() => readOrder({ account, superAdmin: true, reason: REASON, roles: ['OWNER'] }))).toBeInstanceOf(OrderRefusedError);
  });
});
