import { parseKeyText, writeKeyText } from '../../../../lambdas/identity/domain/api-keys/key-text';
import { apiKeyAt, apiKeyRecord } from '../../../../lambdas/identity/domain/records/api-key-record';
import { DependencyFailedError } from '../../../../lambdas/shared/dependency-failed-error';
import { proves } from '../../../support/proves';
import { refusalOf } from '../../../support/refusal-of';
import type { Browser } from '../session/sessions-world';
import { ApiKeysWorld, WANTED } from './api-keys-world';

const LIFECYCLE = { control: 'IDN-13', part: 'lifecycle', evidence: 'in-process' } as const;
const DAY = 86_400;
let world: ApiKeysWorld;
let owner: Browser;

beforeEach(async () => {
  world = new ApiKeysWorld();
  owner = await world.signIn();
});

const idIn = (text: string): string => parseKeyText(text)!.id;
const stored = async (text: string) => (await world.store.get({ kind: apiKeyRecord, at: apiKeyAt(idIn(text)) }))!.value;

describe('an API key', () => {
  proves(LIFECYCLE, 'an API key is seen once: neither the store, nor the list, nor an event, nor a notice holds it or its secret afterwards', async () => {
    const { status, body } = await world.create(owner);
    const { api_key: text } = body as { readonly api_key: string };
    expect(status).toBe(201);
    const { secret } = parseKeyText(text)!;
    const everything = JSON.stringify([world.store.stored, world.store.events, world.sessions.notices.told, await world.list(owner)]);
    expect(everything).toContain(idIn(text));
    expect(everything).not.toContain(secret);
  });

  proves(LIFECYCLE, "an API key is kept as a keyed hash that names the pepper's version, and hashed anew under a newer pepper when it is used", async () => {
    const text = await world.newKey(owner);
    expect((await stored(text)).hash).toEqual({ version: 1, hash: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/) as unknown });
    world.rotatePeppers([2, 1]);
    world.time.advance(600);
    expect(await world.use(text)).toBeDefined();
    expect((await stored(text)).hash.version).toBe(2);
    world.rotatePeppers([3, 2]);
    world.time.advance(600);
    expect(await world.use(text)).toBeDefined();
    world.rotatePeppers([9]);
    world.time.advance(600);
    expect(await world.use(text)).toBeUndefined();
  });

  proves(LIFECYCLE, 'an API key is recognised by its prefix and checksum: nothing is read for a text that has not both', async () => {
    const text = await world.newKey(owner);
    const before = world.store.callCount;
    for (const wrong of [text.slice(0, -1), `${text.slice(0, -1)}${text.endsWith('0') ? '1' : '0'}`, text.replace('rw_', 'rv_'), text.toUpperCase(), ''])
      expect(await world.use(wrong)).toBeUndefined();
    expect(world.store.callCount).toBe(before);
    const { id, secret } = parseKeyText(text)!;
    expect(await world.use(writeKeyText({ id, secret: Array.from(secret).reverse().join('') }))).toBeUndefined();
    expect(await world.use(writeKeyText({ id: Array.from(id).reverse().join(''), secret }))).toBeUndefined();
    expect(await world.use(text)).toEqual({
      kind: 'api-key',
      key: id,
      tenant: (await stored(text)).tenant,
      scopes: WANTED.scopes,
      creator: expect.anything() as unknown,
    });
  });

  proves(LIFECYCLE, 'an API key expires at the second it should, within 365 days', async () => {
    const text = await world.newKey(owner, { ...WANTED, expires_in_days: 365 });
    world.time.advance(365 * DAY - 1);
    expect(await world.use(text)).toBeDefined();
    world.time.advance(1);
    expect(await world.use(text)).toBeUndefined();
    for (const days of [0, 366, 1.5, -1, '30'])
      expect(await refusalOf(world.create(owner, { ...WANTED, expires_in_days: days }))).toMatchObject({ code: 'malformed-request', status: 400 });
  });

  proves(LIFECYCLE, 'an API key that was revoked works no more from the next use on, for good, and stays revoked', async () => {
    const text = await world.newKey(owner);
    expect(await world.use(text)).toBeDefined();
    expect(await world.revoke(owner, idIn(text))).toEqual({ status: 204 });
    expect(await world.use(text)).toBeUndefined();
    const once = world.store.events.length;
    expect(await world.revoke(owner, idIn(text))).toEqual({ status: 204 });
    expect(world.store.events).toHaveLength(once);
    expect(await world.list(owner)).toEqual([expect.objectContaining({ key_id: idIn(text), in_use: false, revoked_at: expect.any(String) as unknown })]);
  });

  proves(LIFECYCLE, 'an API key records its last use, to the minute', async () => {
    const text = await world.newKey(owner);
    expect((await stored(text)).lastUsedAt).toBeUndefined();
    const first = Math.floor(world.time.clock() / 1000);
    for (let second = 0; second < 59; second += 1) {
      await world.use(text);
      world.time.advance(1);
    }
    expect((await stored(text)).lastUsedAt).toBe(first);
    world.time.advance(1);
    await world.use(text);
    expect((await stored(text)).lastUsedAt).toBe(first + 60);
    expect(await world.list(owner)).toEqual([expect.objectContaining({ last_used_at: new Date((first + 60) * 1000).toISOString() })]);
  });

  it('is refused when its use can not be noted, and noted by another when that one was faster', async () => {
    const text = await world.newKey(owner);
    world.store.conflictNext();
    expect(await world.use(text)).toBeDefined();
    const down = new DependencyFailedError('dynamodb:TransactWriteItems', new Error('down'));
    world.store.failNext(down, 'commit');
    expect(await refusalOf(world.use(text))).toBe(down);
  });

  it('works from its ranges of addresses alone', async () => {
    const text = await world.newKey(owner, { ...WANTED, networks: ['198.51.100.0/24', '2001:db8::/32'] });
    for (const address of ['198.51.100.200', '2001:db8::1', '::ffff:198.51.100.1']) expect(await world.use(text, address)).toBeDefined();
    for (const address of ['198.51.101.1', '2001:db9::1', '', 'text']) expect(await world.use(text, address)).toBeUndefined();
  });

  it.each([
    ['is suspended', { status: 'suspended' }],
    ['belongs to another tenant', { tenant: '5d0a3a52-6c7b-4a44-8a55-6f8ad0ff3302' }],
    ['has no role any more', { roles: [] }],
  ] as const)('works no more while its creator %s', async (_, change) => {
    const text = await world.newKey(owner);
    const before = (await world.sessions.account(owner)).value;
    await world.sessions.changeAccount(owner, change);
    expect(await world.use(text)).toBeUndefined();
    await world.sessions.changeAccount(owner, before);
    expect(await world.use(text)).toBeDefined();
  });
});

describe('making a key', () => {
  it('is told to its creator, and recorded with whose it is, in the transaction that makes it', async () => {
    const text = await world.newKey(owner, { ...WANTED, networks: ['198.51.100.0/24'] });
    expect(world.sessions.notices.told).toEqual([{ account: owner.account, message: { kind: 'api-key-created', values: { name: WANTED.name } } }]);
    const { creator, tenant } = await stored(text);
    expect(creator).toBe(owner.account);
    expect(world.store.events).toEqual([
      expect.objectContaining({ action: 'api-key.created', result: 'success', userId: creator, tenantId: tenant, resource: `api-key/${idIn(text)}` }),
    ]);
    expect(JSON.stringify(world.store.events)).not.toMatch(/Nightly|198\.51/);
  });

  it('needs a proof of who they are that is at most five minutes old', async () => {
    world.time.advance(300);
    await world.create(owner);
    world.time.advance(1);
    expect(await refusalOf(world.create(owner))).toMatchObject({ code: 'step-up-required', status: 403 });
    expect(await world.revoke(owner, idIn(await world.newKey(await world.sessions.signInAgain(owner))))).toEqual({ status: 204 });
  });

  it.each(['MEMBER', 'VIEWER'] as const)('is refused for a %s, whatever their token says, and so are the list and a revocation', async (role) => {
    const text = await world.newKey(owner);
    const person = { ...(await world.sessions.personOf(owner)), roles: ['OWNER'] };
    await world.sessions.changeAccount(owner, { roles: [role] });
    const refused = { code: 'not-allowed', status: 403 };
    expect(await refusalOf(world.call('POST /auth/api-keys', person, {}, WANTED))).toMatchObject(refused);
    expect(await refusalOf(world.call('GET /auth/api-keys', person))).toMatchObject(refused);
    expect(await refusalOf(world.call('DELETE /auth/api-keys/{key}', person, { key: idIn(text) }))).toMatchObject(refused);
  });

  it('is refused with a session that was revoked, for a suspended person, and for nobody', async () => {
    const person = await world.sessions.personOf(owner);
    await world.sessions.changeAccount(owner, { status: 'suspended' });
    expect(await refusalOf(world.call('POST /auth/api-keys', person, {}, WANTED))).toMatchObject({ code: 'account-suspended', status: 403 });
    await world.sessions.changeAccount(owner, { status: 'active', sessionsValidFrom: Math.floor(world.time.clock() / 1000) + 1 });
    expect(await refusalOf(world.call('POST /auth/api-keys', person, {}, WANTED))).toMatchObject({ code: 'session-ended', status: 401 });
    expect(await refusalOf(world.call('POST /auth/api-keys', undefined, {}, WANTED))).toMatchObject({ code: 'unauthenticated', status: 401 });
  });

  it('is refused for an API key, and so are the list and a revocation', async () => {
    const text = await world.newKey(owner);
    const key = (await world.use(text))!;
    for (const call of [
      world.call('POST /auth/api-keys', key, {}, WANTED),
      world.call('GET /auth/api-keys', key),
      world.call('DELETE /auth/api-keys/{key}', key, { key: key.key }),
    ])
      expect(await refusalOf(call)).toMatchObject({ code: 'person-required', status: 403 });
  });

  it('is refused beyond fifty keys in use, of which one that was revoked makes room', async () => {
    for (let count = 1; count < 50; count++) await world.create(owner);
    const last = await world.newKey(owner);
    expect(await refusalOf(world.create(owner))).toMatchObject({ code: 'too-many-api-keys', status: 409 });
    await world.revoke(owner, idIn(last));
    expect((await world.create(owner)).status).toBe(201);
  });

  it('leaves nothing, and tells nobody, when others are always faster or the person is suspended meanwhile', async () => {
    world.store.conflictNext(3);
    expect(await refusalOf(world.create(owner))).toMatchObject({ code: 'conflict', status: 409 });
    world.store.beforeCommit = async () => {
      world.store.beforeCommit = undefined;
      await world.sessions.changeAccount(owner, { status: 'suspended' });
    };
    expect(await refusalOf(world.create(owner))).toMatchObject({ code: 'account-suspended' });
    expect(world.store.stored.filter(({ owner: at }) => /^(api-key|tenant)\//.test(at))).toEqual([]);
    expect(world.sessions.notices.told).toEqual([]);
  });

  it.each([
    ['no name', { name: undefined }],
    ['an empty name', { name: '' }],
    ['a name of two lines', { name: 'a\nb' }],
    ['a name that turns the direction', { name: 'a\u202eb' }],
    ['a long name', { name: 'x'.repeat(65) }],
    ['no scopes', { scopes: [] }],
    ['a scope twice', { scopes: ['documents:read', 'documents:read'] }],
    ['a scope with a space', { scopes: ['documents:read documents:write'] }],
    ['a scope for everything', { scopes: ['*'] }],
    ['scopes whose names the audit trail could not hold', { scopes: Array.from({ length: 5 }, (_, index) => `${'x'.repeat(50 + index)}:read`) }],
    ['too many scopes', { scopes: Array.from({ length: 21 }, (_, index) => `s${'x'.repeat(index)}:read`) }],
    ['no expiry', { expires_in_days: undefined }],
    ['all addresses', { networks: ['0.0.0.0/0'] }],
    ['an empty list of ranges', { networks: [] }],
    ['a member that nobody knows', { roles: ['OWNER'] }],
  ])('is refused with %s', async (_, changes) => {
    expect(await refusalOf(world.create(owner, { ...WANTED, ...changes }))).toMatchObject({ code: 'malformed-request', status: 400 });
  });
});

describe('the keys of a tenant', () => {
  it('are listed for its keepers, the newest first, and for nobody else', async () => {
    const first = await world.newKey(owner, { ...WANTED, name: 'first' });
    world.time.advance(5);
    const second = await world.newKey(owner, { ...WANTED, name: 'second' });
    const stranger = await world.signIn();
    expect((await world.list(owner)).map(({ name }) => name)).toEqual(['second', 'first']);
    expect(await world.list(stranger)).toEqual([]);
    expect(await refusalOf(world.revoke(stranger, idIn(first)))).toMatchObject({ code: 'unknown-api-key', status: 404 });
    expect(await world.use(first)).toBeDefined();
    const { tenant } = (await world.sessions.account(owner)).value;
    const admin = await world.signIn({ tenant, roles: ['ADMIN'] });
    expect(await world.revoke(admin, idIn(second))).toEqual({ status: 204 });
    expect(world.store.events.at(-1)).toMatchObject({
      action: 'api-key.revoked',
      userId: admin.account,
      tenantId: tenant,
      resource: `api-key/${idIn(second)}`,
    });
  });

  it('are listed and revoked by a SUPER_ADMIN who entered the tenant, who makes none there; by nobody else who claims to be there', async () => {
    const text = await world.newKey(owner);
    const { tenant } = (await world.sessions.account(owner)).value;
    const entered = { tenant, expiresAt: Math.floor(world.time.clock() / 1000) + 60 };
    const guest = { ...(await world.sessions.personOf(await world.signIn({ roles: ['SUPER_ADMIN'] }))), entered };
    const liar = { ...(await world.sessions.personOf(await world.signIn({ roles: ['OWNER'] }))), entered };
    expect((await world.call('GET /auth/api-keys', guest)).body).toMatchObject({ api_keys: [{ key_id: idIn(text) }] });
    const ended = { code: 'tenant-entry-ended', status: 403 };
    const late = { ...guest, entered: { tenant, expiresAt: entered.expiresAt - 60 } };
    for (const person of [liar, late]) {
      expect(await refusalOf(world.call('GET /auth/api-keys', person))).toMatchObject(ended);
      expect(await refusalOf(world.call('POST /auth/api-keys', person, {}, WANTED))).toMatchObject(ended);
    }
    expect(await refusalOf(world.call('POST /auth/api-keys', guest, {}, WANTED))).toMatchObject({ code: 'own-tenant-required', status: 403 });
    for (const person of [liar, late]) expect(await refusalOf(world.call('DELETE /auth/api-keys/{key}', person, { key: idIn(text) }))).toMatchObject(ended);
    expect(await world.call('DELETE /auth/api-keys/{key}', guest, { key: idIn(text) })).toEqual({ status: 204 });
    expect(world.store.events.at(-1)).toMatchObject({ action: 'api-key.revoked', userId: guest.account, tenantId: tenant });
    expect(await world.use(text)).toBeUndefined();
  });

  it.each(['', 'unknown', '0000000000000000', '../../etc', 'a'.repeat(17)])('hold none that is %j', async (key) => {
    expect(await refusalOf(world.revoke(owner, key))).toMatchObject({ code: 'unknown-api-key', status: 404 });
  });

  it('are gone a month after their end', async () => {
    await world.create(owner, { ...WANTED, expires_in_days: 1 });
    world.time.advance(31 * DAY);
    expect(await world.list(await world.sessions.signInAgain(owner))).toEqual([]);
  });
});
