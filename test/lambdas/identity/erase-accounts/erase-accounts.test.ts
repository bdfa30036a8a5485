import { randomUUID } from 'node:crypto';
import { calls } from '../../../support/calls';
import { legacyHashes, putLegacyUser } from '../../../support/legacy-users';
import { proves } from '../../../support/proves';
import { refusalOf } from '../../../support/refusal-of';
import { DependencyFailedError } from '../../../../lambdas/shared/dependency-failed-error';
import { KeyErasedError } from '../../../../lambdas/shared/fields/errors';
import type { Person } from '../../../../lambdas/shared/http/request';
import type { KeyedHash } from '../../../../lambdas/shared/rings/key-ring';
import type { Field } from '../../../../lambdas/shared/fields/field-cipher';
import type { Account } from '../../../../lambdas/identity/domain/account';
import { EMAIL_USE } from '../../../../lambdas/identity/domain/find-account-by-email';
import { endLegacyUser } from '../../../../lambdas/identity/domain/migration/end-legacy-user';
import { RefusedByPoolError } from '../../../../lambdas/identity/domain/pool/errors';
import { accountAt, accountRecord } from '../../../../lambdas/identity/domain/records/account-record';
import { emailAt, emailRecord } from '../../../../lambdas/identity/domain/records/email-record';
import { linkAt, linkRecord } from '../../../../lambdas/identity/domain/records/link-record';
import { passkeyAt, passkeyRecord } from '../../../../lambdas/identity/domain/records/passkey-record';
import { tenantAt, tenantRecord } from '../../../../lambdas/identity/domain/records/tenant-records';
import { DAY, DELAY_DAYS, EMAIL, RightsWorld } from '../rights/rights-world';

const ERASURE = { control: 'CMP-6', part: 'erasure', evidence: 'in-process' } as const;
const KEY_ERASURE = { control: 'KEY-8', part: 'erasure', evidence: 'in-process' } as const;
const link = { provider: 'example', issuer: 'https://idp.example', subject: 'ada-1', linkedAt: 5 };
const passkey = { id: 'Y3JlZA', name: 'key', publicKey: 'a2V5', counter: 0, transports: [], createdAt: 1 };

/** Somebody with everything that an account can have, whose erasure is due; alone in the tenant unless told. */
async function due({ alone = true }: { alone?: boolean } = {}) {
  const world = await RightsWorld.make();
  const account = await world.account({ passkeys: [passkey], links: [link] }, EMAIL);
  const totp = { sealedSecret: await world.sealed.fields.seal(account, 'totp-secret', 'JBSWY3DP'), enrolledAt: 1, lastStep: 1 };
  await world.change(account.id, { totp });
  await world.store.commit(
    [
      { action: 'create', kind: passkeyRecord, at: passkeyAt(passkey.id), value: { account: account.id } },
      { action: 'create', kind: linkRecord, at: linkAt(link), value: { account: account.id } },
    ],
    [],
  );
  const asking = await world.person(account);
  const other = alone ? undefined : await world.person(await world.account({ tenant: account.tenant, roles: ['OWNER'] }, 'grace@mail.example'));
  if (other !== undefined) {
    await world.together(other, asking);
  }
  expect(await world.as(asking, 'POST /auth/erasure')).toMatchObject({ status: 202 });
  const document = documentOf(account.tenant);
  const sealedDocument = await world.sealed.cipher.seal(document, Buffer.from('text'));
  world.time.advance(DELAY_DAYS * DAY);
  const person = await world.person(account);
  await world.apiKey(person, 'Of the erased');
  if (other !== undefined) await world.apiKey(other, 'Of the other');
  await invite(world, person, 'new@mail.example');
  const openTotp = () => refusalOf(world.sealed.fields.open(account, 'totp-secret', totp.sealedSecret));
  const openDocument = () => refusalOf(world.sealed.cipher.open(document, sealedDocument));
  return { world, account, person, other, openTotp, openDocument };
}

/** Gives an account another address, as a change of it does and as taking one back does. */
async function readdress({ store }: RightsWorld, id: string, to: KeyedHash): Promise<void> {
  const { value, version } = (await store.get({ kind: accountRecord, at: accountAt(id) }))!;
  const from = (await store.get({ kind: emailRecord, at: emailAt(value.emailHash) }))!;
  const committed = await store.commit(
    [
      { action: 'replace', kind: accountRecord, at: accountAt(id), value: { ...value, emailHash: to }, version },
      { action: 'delete', kind: emailRecord, at: emailAt(value.emailHash), version: from.version },
      { action: 'create', kind: emailRecord, at: emailAt(to), value: { account: id } },
    ],
    [],
  );
  expect(committed).toBe(true);
}

function documentOf(tenant: string): Field {
  return { fieldClass: 'confidential', tenant, table: 'documents', column: 'body', row: 'row-1' };
}

async function invite(world: RightsWorld, by: Person, email: string): Promise<void> {
  expect(await world.as(by, 'POST /tenant/invitations', { body: { email, role: 'MEMBER' } })).toMatchObject({ status: 201 });
}

function accept(world: RightsWorld, person: Person, invitation: string): ReturnType<RightsWorld['as']> {
  return world.as(person, 'POST /auth/invitations/accept', { body: { invitation, leave_own_tenant: true } });
}

/** Asks for the erasure of an account, lets its delay pass, and has it carried out. */
async function eraseLater(world: RightsWorld, id: string): Promise<void> {
  expect(await world.as(await world.person(await world.read(id)), 'POST /auth/erasure')).toMatchObject({ status: 202 });
  world.time.advance(DELAY_DAYS * DAY);
  expect(await world.run()).toMatchObject({ erased: 1 });
}

type Due = Awaited<ReturnType<typeof due>>;

/** Nothing of the account is left but its events. */
async function expectErased({ world, account, openTotp }: Pick<Due, 'account' | 'openTotp' | 'world'>): Promise<void> {
  expect([world.tracesOf(account.id), world.pool.users.has(account.id)]).toEqual([[], false]);
  expect(await openTotp()).toBeInstanceOf(KeyErasedError);
  expect(world.events('account.erased')).toMatchObject([{ userId: account.id, tenantId: account.tenant, result: 'success' }]);
}

describe('an erasure that is due', () => {
  proves(ERASURE, 'ends sessions, keys, factors, links, address, membership and the user, and leaves its events by pseudonym', async () => {
    const of = await due();
    expect(await of.world.run()).toEqual({ erased: 1, lapsed: 0, waiting: 0 });
    await expectErased(of);
    expect(of.world.tracesOf(of.account.tenant)).toEqual([]);
    expect(of.world.events('account.erasure.begun')).toHaveLength(1);
    expect(await of.world.as(of.person, 'GET /auth/erasure')).toMatchObject({ status: 401, code: 'session-ended' });
    expect(await of.world.run()).toEqual({ erased: 0, lapsed: 0, waiting: 0 });
  });

  proves(KEY_ERASURE, 'the erasure of an account destroys the data keys and tells the person when no backup holds them any more', async () => {
    const { world, openTotp } = await due();
    expect(await openTotp()).toBeUndefined();
    await world.run();
    expect(await openTotp()).toBeInstanceOf(KeyErasedError);
    expect(world.mailed('account-erased').values.until).toBe(new Date((world.now + 7 * DAY) * 1000).toUTCString());
    expect(world.told).toEqual(['erasure-requested', 'erasure-begun']);
  });

  it('ends a tenant of which the person was the only member: its documents can’t be read any more', async () => {
    const { world, openDocument } = await due();
    expect(await openDocument()).toBeUndefined();
    await world.run();
    expect(await openDocument()).toBeInstanceOf(KeyErasedError);
  });

  it('leaves a tenant with others, their keys and its documents as they are', async () => {
    const of = await due({ alone: false });
    const { world, account, other, openDocument } = of;
    expect(await world.run()).toMatchObject({ erased: 1 });
    await expectErased(of);
    expect(await openDocument()).toBeUndefined();
    expect((await world.store.get({ kind: tenantRecord, at: tenantAt(account.tenant) }))?.value.owners).toEqual([other?.account]);
    expect((await world.as(await world.person(await world.read(other!.account)), 'GET /tenant/members')).body.members).toMatchObject([
      { account: other?.account },
    ]);
    expect(world.tracesOf('Of the other')).toHaveLength(1);
    expect(world.tracesOf('invitation/')).toEqual([]);
  });

  proves(ERASURE, 'whatever call fails on the way, or is made and its answer lost, the next run does the rest and leaves nothing half done', async () => {
    const ports = ({ job }: RightsWorld, watch: ReturnType<typeof calls>['watch']) => {
      const { store, pool, mail, dataKeys } = job;
      return { ...job, store: watch('store', store), pool: watch('pool', pool), mail: watch('mail', mail), dataKeys: watch('dataKeys', dataKeys) };
    };
    const whole = await due();
    const counted = calls(() => new Error('never'));
    await whole.world.run(ports(whole.world, counted.watch));
    expect(counted.made.length).toBeGreaterThan(25);
    for (const [index, call] of counted.made.entries()) {
      for (const how of ['failAt', 'loseAt'] as const) {
        const of = await due();
        const failing = calls(() => new DependencyFailedError('killed', new Error(call)));
        failing[how] = index;
        await refusalOf(of.world.run(ports(of.world, failing.watch)));
        await of.world.run();
        await expectErased(of);
      }
    }
  });

  it('lets nobody in, and can’t be cancelled, once it has begun', async () => {
    const { world, account, person } = await due();
    const { cancel: code } = world.mailed('confirm-erasure').values;
    world.pool.failNext(new DependencyFailedError('cognito-idp:AdminDeleteUser', new Error('down')));
    const failing = { ...world.job, pool: { ...world.job.pool, emailOf: () => Promise.resolve(EMAIL), delete: (id: string) => world.pool.delete(id) } };
    expect(await refusalOf(world.run(failing))).toMatchObject({ code: 'erasures-failed', count: 1 });
    expect(await world.read(account.id)).toMatchObject({ status: 'suspended' });
    expect(await world.as(person, 'DELETE /auth/erasure')).toMatchObject({ status: 401 });
    expect(await world.send({ route: 'POST /auth/erasure/cancel', body: { code } })).toMatchObject({ status: 400, code: 'code-refused' });
    expect(world.lines).toContainEqual(expect.objectContaining({ account: account.id, error: 'DependencyFailedError' }));
  });

  it('is done also when its person can’t be told', async () => {
    const of = await due();
    of.world.mail.failNext();
    expect(await of.world.run()).toMatchObject({ erased: 1 });
    await expectErased(of);
  });

  it('ends the older system’s password for the address, before the user is gone and the address with it', async () => {
    const of = await due();
    const { hashKeys } = of.world.rings;
    for (const email of [EMAIL, 'grace@mail.example']) await putLegacyUser(of.world.store, hashKeys, email);
    await of.world.run();
    await expectErased(of);
    expect([(await endLegacyUser(of.world.store, hashKeys, EMAIL)).length, legacyHashes(of.world.store)]).toEqual([0, 1]);
  });

  it.each(['NotAuthorizedException', 'ForbiddenException', 'InvalidParameterException'])(
    'keeps account, address and request, and tells nobody that it is done, while the pool says %s',
    async (reason) => {
      const of = await due();
      const { world, account } = of;
      const refusing = { emailOf: (id: string) => world.pool.emailOf(id), delete: () => Promise.reject(new RefusedByPoolError('AdminDeleteUser', reason)) };
      expect(await refusalOf(world.run({ ...world.job, pool: refusing }))).toMatchObject({ code: 'erasures-failed', count: 1 });
      expect(world.mail.last(EMAIL)?.kind).not.toBe('account-erased');
      expect((await world.read(account.id)).status).toBe('suspended');
      expect(await world.run()).toMatchObject({ erased: 1 });
      await expectErased(of);
      expect(world.mail.last(EMAIL)?.kind).toBe('account-erased');
    },
  );

  it('fails, and erases nothing more, while the pool can’t say whose address it is', async () => {
    const of = await due();
    const { pool } = of.world;
    const failing = {
      emailOf: () => Promise.reject(new RefusedByPoolError('AdminGetUser', 'NotAuthorizedException')),
      delete: (id: string) => pool.delete(id),
    };
    expect(await refusalOf(of.world.run({ ...of.world.job, pool: failing }))).toMatchObject({ code: 'erasures-failed' });
    expect([pool.users.has(of.account.id), await of.openTotp()]).toEqual([true, undefined]);
    expect(await of.world.run()).toMatchObject({ erased: 1 });
    await expectErased(of);
  });

  it('deletes the address that is the account’s in the end, when a change of it is taken back meanwhile, and nobody else’s', async () => {
    const of = await due();
    const { world, account } = of;
    const between = await world.rings.hashKeys.hash(EMAIL_USE, 'ada@new.example');
    await readdress(world, account.id, between);
    const stranger = randomUUID();
    const pool = {
      emailOf: (id: string) => world.pool.emailOf(id),
      delete: async (id: string) => {
        await world.pool.delete(id);
        await readdress(world, account.id, account.emailHash);
        await world.store.commit([{ action: 'create', kind: emailRecord, at: emailAt(between), value: { account: stranger } }], []);
      },
    };
    expect(await world.run({ ...world.job, pool })).toMatchObject({ erased: 1 });
    await expectErased(of);
    expect((await world.store.get({ kind: emailRecord, at: emailAt(between) }))?.value.account).toBe(stranger);
    expect(await world.store.get({ kind: emailRecord, at: emailAt(account.emailHash) })).toBeUndefined();
  });

  it('leaves an address that became somebody else’s', async () => {
    const of = await due();
    const { world, account } = of;
    const at = emailAt(account.emailHash);
    const { version } = (await world.store.get({ kind: emailRecord, at }))!;
    const stranger = randomUUID();
    await world.store.commit([{ action: 'replace', kind: emailRecord, at, value: { account: stranger }, version }], []);
    expect(await world.run()).toMatchObject({ erased: 1 });
    expect((await world.store.get({ kind: emailRecord, at }))?.value.account).toBe(stranger);
  });

  it('tells once that it has begun, however often it is tried again', async () => {
    const { world } = await due();
    const stuck = { ...world.job, dataKeys: { erase: () => Promise.reject(new DependencyFailedError('dynamodb:PutItem', new Error('down'))) } };
    for (let count = 0; count < 3; count += 1) await refusalOf(world.run(stuck));
    await world.run();
    expect(world.told.filter((kind) => kind === 'erasure-begun')).toHaveLength(1);
  });

  it('of one that fails keeps none of the others', async () => {
    const { world } = await due();
    const second: Account = await world.account({}, 'grace@mail.example');
    await world.as(await world.person(second), 'POST /auth/erasure');
    world.time.advance(DELAY_DAYS * DAY);
    const dataKeys = {
      erase: (owner: Parameters<typeof world.job.dataKeys.erase>[0]) =>
        owner.tenant === second.tenant ? Promise.reject(new DependencyFailedError('dynamodb:PutItem', new Error('down'))) : world.job.dataKeys.erase(owner),
    };
    expect(await refusalOf(world.run({ ...world.job, dataKeys }))).toMatchObject({ code: 'erasures-failed', count: 1 });
    expect(world.events('account.erased')).toHaveLength(1);
    expect(await world.run()).toMatchObject({ erased: 1 });
  });
});

describe('an erasure of somebody who moved', () => {
  /** Somebody with a factor, a document, an API key and perhaps an invitation in their own tenant, who then came into another. */
  async function moved({ invites }: { invites: boolean }) {
    const world = await RightsWorld.make();
    const account = await world.account({}, EMAIL);
    const sealedSecret = await world.sealed.fields.seal(account, 'totp-secret', 'JBSWY3DP');
    await world.change(account.id, { totp: { sealedSecret, enrolledAt: 1, lastStep: 1 } });
    const document = documentOf(account.tenant);
    const sealedDocument = await world.sealed.cipher.seal(document, Buffer.from('text'));
    const person = await world.person(account);
    await world.apiKey(person, 'Of their own tenant');
    if (invites) await invite(world, person, 'new@mail.example');
    const owner = await world.person(await world.account({}, 'grace@mail.example'));
    await invite(world, owner, EMAIL);
    const { code } = world.mailed('invitation').values;
    expect(await accept(world, person, code)).toMatchObject({ status: 204 });
    const openTotp = () => refusalOf(world.sealed.fields.open(account, 'totp-secret', sealedSecret));
    const openDocument = () => refusalOf(world.sealed.cipher.open(document, sealedDocument));
    return { world, account, owner, openTotp, openDocument };
  }

  proves(KEY_ERASURE, 'ends the tenant that they left empty: what was sealed before the move can’t be opened, and no API key stays', async () => {
    for (const invites of [true, false]) {
      const { world, account, owner, openTotp, openDocument } = await moved({ invites });
      expect([await openTotp(), await openDocument()]).toEqual([undefined, undefined]);
      await eraseLater(world, account.id);
      expect([await openTotp(), await openDocument()]).toEqual([expect.any(KeyErasedError), expect.any(KeyErasedError)]);
      expect([world.tracesOf(account.id), world.tracesOf(account.tenant)]).toEqual([[], []]);
      expect(world.events('tenant.ended')).toMatchObject([{ userId: account.id, tenantId: account.tenant, resource: `tenant/${account.tenant}` }]);
      expect((await world.as(await world.person(await world.read(owner.account)), 'GET /tenant/members')).body.members).toHaveLength(1);
    }
  });

  it('destroys their own keys of an organisation that they were removed from, and leaves the organisation, its documents and others’ keys', async () => {
    const world = await RightsWorld.make();
    const owner = await world.person(await world.account({}, 'grace@mail.example'));
    const account = await world.account({ tenant: owner.tenant, roles: ['MEMBER'] }, EMAIL);
    const person = await world.person(account);
    await world.together(owner, person);
    const sealedSecret = await world.sealed.fields.seal(account, 'totp-secret', 'JBSWY3DP');
    const document = documentOf(owner.tenant);
    const sealedDocument = await world.sealed.cipher.seal(document, Buffer.from('text'));
    await world.apiKey(person, 'Of the removed');
    await world.apiKey(owner, 'Of the owner');
    expect(await world.as(owner, 'DELETE /tenant/members/{account}', { params: { account: account.id } })).toMatchObject({ status: 204 });
    await eraseLater(world, account.id);
    expect(await refusalOf(world.sealed.fields.open(account, 'totp-secret', sealedSecret))).toBeInstanceOf(KeyErasedError);
    expect(await refusalOf(world.sealed.cipher.open(document, sealedDocument))).toBeUndefined();
    expect([world.tracesOf(account.id), world.tracesOf('Of the owner')]).toEqual([[], [expect.anything()]]);
    expect(world.events('tenant.ended').map(({ tenantId }) => tenantId)).not.toContain(owner.tenant);
  });

  it('remembers each tenant once, and not the one that they came back to', async () => {
    const { world, account, owner } = await moved({ invites: false });
    expect(await world.as(owner, 'DELETE /tenant/members/{account}', { params: { account: account.id } })).toMatchObject({ status: 204 });
    const between = (await world.read(account.id)).tenant;
    world.time.advance(10);
    await invite(world, await world.person(await world.read(owner.account)), EMAIL);
    expect(await accept(world, await world.person(await world.read(account.id)), world.mailed('invitation').values.code)).toMatchObject({ status: 204 });
    expect((await world.read(account.id)).formerTenants).toEqual([
      { tenant: account.tenant, leftEmpty: true },
      { tenant: between, leftEmpty: true },
    ]);
    await eraseLater(world, account.id);
    expect(world.tracesOf(account.id)).toEqual([]);
    expect(world.events('tenant.ended').map(({ tenantId }) => tenantId)).toEqual([account.tenant, between]);
  });
});

describe('an erasure that can’t begin when it is due', () => {
  const owners = async ({ world, account }: Due, ...ids: string[]) => {
    const { value, version } = (await world.store.get({ kind: tenantRecord, at: tenantAt(account.tenant) }))!;
    await world.store.commit([{ action: 'replace', kind: tenantRecord, at: tenantAt(account.tenant), value: { ...value, owners: ids }, version }], []);
  };

  proves(ERASURE, 'by the last owner’s tenant with others lapses, which is told once, and begins not when that ends months later', async () => {
    const of = await due({ alone: false });
    const { world, account, other, openTotp } = of;
    await owners(of, account.id);
    expect(await world.run()).toEqual({ erased: 0, lapsed: 1, waiting: 0 });
    expect(await world.run()).toEqual({ erased: 0, lapsed: 0, waiting: 0 });
    expect(world.told.slice(-1)).toEqual(['erasure-lapsed']);
    expect(world.events('account.erasure.lapsed')).toMatchObject([{ result: 'failure', details: { reason: 'last-owner' } }]);
    await owners(of, other!.account);
    world.time.advance(200 * DAY);
    expect(await world.run()).toEqual({ erased: 0, lapsed: 0, waiting: 0 });
    expect([(await world.read(account.id)).status, await openTotp()]).toEqual(['active', undefined]);
  });

  it('is asked for anew, with a new code and the whole delay; the old code cancels nothing', async () => {
    const of = await due({ alone: false });
    const { world, account, other } = of;
    const { cancel: old } = world.mailed('confirm-erasure').values;
    await owners(of, account.id);
    await world.run();
    await owners(of, other!.account);
    expect(await world.as(await world.person(account), 'POST /auth/erasure')).toMatchObject({ status: 202 });
    expect(await world.run()).toEqual({ erased: 0, lapsed: 0, waiting: 1 });
    expect(await world.send({ route: 'POST /auth/erasure/cancel', body: { code: old } })).toMatchObject({ status: 400, code: 'code-refused' });
    world.time.advance(DELAY_DAYS * DAY);
    expect(await world.run()).toMatchObject({ erased: 1 });
    await expectErased(of);
  });

  it('by a restriction that came in between lapses, and keeps the data', async () => {
    const { world, account, openTotp } = await due();
    await world.change(account.id, { restriction: { ground: 'claims', since: 1 } });
    expect(await world.run()).toMatchObject({ lapsed: 1 });
    expect(await openTotp()).toBeUndefined();
  });

  it('ends no tenant that somebody joins at the same moment, though it was never written before', async () => {
    const world = await RightsWorld.make();
    const account = await world.account({}, EMAIL);
    expect(await world.as(await world.person(account), 'POST /auth/erasure')).toMatchObject({ status: 202 });
    world.time.advance(DELAY_DAYS * DAY);
    const person = await world.person(account);
    const joining = await world.person(await world.account({}, 'grace@mail.example'));
    world.store.beforeCommit = async () => {
      world.store.beforeCommit = undefined;
      await invite(world, person, 'grace@mail.example');
      expect(await accept(world, joining, world.mailed('invitation', 'grace@mail.example').values.code)).toMatchObject({ status: 204 });
    };
    expect(await world.run()).toEqual({ erased: 0, lapsed: 1, waiting: 0 });
    expect(await refusalOf(world.sealed.cipher.seal(documentOf(account.tenant), Buffer.from('text')))).toBeUndefined();
    expect((await world.read(joining.account)).tenant).toBe(account.tenant);
  });

  it('is cancelled rather than begun by a cancellation that was faster', async () => {
    const { world, account } = await due();
    const { cancel: code } = world.mailed('confirm-erasure').values;
    world.store.beforeCommit = async () => {
      world.store.beforeCommit = undefined;
      expect(await world.send({ route: 'POST /auth/erasure/cancel', body: { code } })).toMatchObject({ status: 204 });
    };
    expect(await world.run()).toEqual({ erased: 0, lapsed: 0, waiting: 0 });
    expect((await world.read(account.id)).status).toBe('active');
  });

  it('without its account fails, and says so', async () => {
    const { world, account } = await due();
    const found = accountAt(account.id);
    const version = (await world.store.get({ kind: accountRecord, at: found }))!.version;
    await world.store.commit([{ action: 'delete', kind: accountRecord, at: found, version }], []);
    expect(await refusalOf(world.run())).toMatchObject({ code: 'erasures-failed' });
    expect(world.lines).toContainEqual(expect.objectContaining({ error: 'AccountMissingError' }));
  });
});
