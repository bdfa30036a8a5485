import { calls } from '../../../support/calls';
import { proves } from '../../../support/proves';
import { refusalOf } from '../../../support/refusal-of';
import { DependencyFailedError } from '../../../../lambdas/shared/dependency-failed-error';
import { KeyErasedError } from '../../../../lambdas/shared/fields/errors';
import type { Field } from '../../../../lambdas/shared/fields/field-cipher';
import type { Account } from '../../../../lambdas/identity/domain/account';
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
  const document: Field = { fieldClass: 'confidential', tenant: account.tenant, table: 'documents', column: 'body', row: 'row-1' };
  const sealedDocument = await world.sealed.cipher.seal(document, Buffer.from('text'));
  world.time.advance(DELAY_DAYS * DAY);
  const person = await world.person(account);
  await world.apiKey(person, 'Of the erased');
  if (other !== undefined) await world.apiKey(other, 'Of the other');
  expect(await world.as(person, 'POST /tenant/invitations', { body: { email: 'new@mail.example', role: 'MEMBER' } })).toMatchObject({ status: 201 });
  const openTotp = () => refusalOf(world.sealed.fields.open(account, 'totp-secret', totp.sealedSecret));
  const openDocument = () => refusalOf(world.sealed.cipher.open(document, sealedDocument));
  return { world, account, person, other, openTotp, openDocument };
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
    expect(await of.world.run()).toEqual({ erased: 1, held: 0, waiting: 0 });
    await expectErased(of);
    expect(of.world.tracesOf(of.account.tenant)).toEqual([]);
    expect(of.world.events('account.erasure.begun')).toHaveLength(1);
    expect(await of.world.as(of.person, 'GET /auth/erasure')).toMatchObject({ status: 401, code: 'session-ended' });
    expect(await of.world.run()).toEqual({ erased: 0, held: 0, waiting: 0 });
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

describe('an erasure that is held', () => {
  it('by the last owner’s tenant with others waits, is told once, and goes on when another is owner', async () => {
    const of = await due({ alone: false });
    const { world, account, other } = of;
    const owners = async (...ids: string[]) => {
      const { value, version } = (await world.store.get({ kind: tenantRecord, at: tenantAt(account.tenant) }))!;
      await world.store.commit([{ action: 'replace', kind: tenantRecord, at: tenantAt(account.tenant), value: { ...value, owners: ids }, version }], []);
    };
    await owners(account.id);
    expect(await world.run()).toEqual({ erased: 0, held: 1, waiting: 0 });
    expect(await world.run()).toEqual({ erased: 0, held: 1, waiting: 0 });
    expect(world.told.filter((kind) => kind === 'erasure-held')).toHaveLength(1);
    expect(world.events('account.erasure.held')).toMatchObject([{ result: 'failure', details: { reason: 'last-owner' } }]);
    expect((await world.read(account.id)).status).toBe('active');
    await owners(other!.account);
    expect(await world.run()).toMatchObject({ erased: 1 });
    await expectErased(of);
  });

  it('by a restriction that came in between keeps the data', async () => {
    const { world, account, openTotp } = await due();
    await world.change(account.id, { restriction: { ground: 'claims', since: 1 } });
    expect(await world.run()).toMatchObject({ held: 1 });
    expect(await openTotp()).toBeUndefined();
  });

  it('is cancelled rather than begun by a cancellation that was faster', async () => {
    const { world, account } = await due();
    const { cancel: code } = world.mailed('confirm-erasure').values;
    world.store.beforeCommit = async () => {
      world.store.beforeCommit = undefined;
      expect(await world.send({ route: 'POST /auth/erasure/cancel', body: { code } })).toMatchObject({ status: 204 });
    };
    expect(await world.run()).toEqual({ erased: 0, held: 0, waiting: 0 });
    expect((await world.read(account.id)).status).toBe('active');
  });

  it('without its account fails, and says so', async () => {
    const { world, account } = await due();
    const found = { owner: `account/${account.id}`, key: 'account' };
    const { accountRecord } = await import('../../../../lambdas/identity/domain/records/account-record');
    const version = (await world.store.get({ kind: accountRecord, at: found }))!.version;
    await world.store.commit([{ action: 'delete', kind: accountRecord, at: found, version }], []);
    expect(await refusalOf(world.run())).toMatchObject({ code: 'erasures-failed' });
    expect(world.lines).toContainEqual(expect.objectContaining({ error: 'AccountMissingError' }));
  });
});
