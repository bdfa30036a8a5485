import { randomUUID } from 'node:crypto';
import { parseKeyText } from '../../../../lambdas/identity/domain/api-keys/key-text';
import type { Reply } from '../../../../lambdas/shared/http/request';
import { proves } from '../../../support/proves';
import { refusalOf } from '../../../support/refusal-of';
import type { Browser } from '../session/sessions-world';
import { ApiKeysWorld, WANTED } from './api-keys-world';

const ONCE = { control: 'AVL-4', part: 'idempotency', evidence: 'in-process' } as const;
let world: ApiKeysWorld;
let owner: Browser;
let headers: Readonly<Record<string, string>>;

beforeEach(async () => {
  world = new ApiKeysWorld();
  owner = await world.signIn();
  headers = { 'idempotency-key': randomUUID() };
});

const textOf = ({ body }: Reply): string => (body as { readonly api_key: string }).api_key;

describe('a key that is asked for again under an Idempotency-Key', () => {
  proves(ONCE, 'who lost the answer to a new API key gets the same key again: one is made, in the trail, and told of', async () => {
    const first = await world.create(owner, WANTED, headers);
    const again = await world.create(owner, WANTED, headers);
    expect(again).toEqual({ ...first, headers: { 'Idempotency-Replayed': 'true' } });
    expect(await world.use(textOf(again))).toBeDefined();
    expect([(await world.list(owner)).length, world.store.events.length, world.sessions.notices.told.length]).toEqual([1, 1, 1]);
  });

  proves(ONCE, 'of twelve requests at once for an API key under one key, one makes it and all answer it', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => world.create(owner, WANTED, headers)));
    expect(new Set(answers.map(textOf)).size).toBe(1);
    expect(answers.filter(({ headers: answered }) => answered?.['Idempotency-Replayed'] === undefined)).toHaveLength(1);
    expect([(await world.list(owner)).length, world.sessions.notices.told.length]).toEqual([1, 1]);
  });

  it('is in no table or event as text, also while its answer is kept', async () => {
    const text = textOf(await world.create(owner, WANTED, headers));
    const everything = JSON.stringify([world.store.stored, world.store.events]);
    for (const secret of [text, parseKeyText(text)!.secret, headers['idempotency-key']!]) expect(everything).not.toContain(secret);
  });

  it('is refused with another request, and made for another person and without the header', async () => {
    const first = textOf(await world.create(owner, WANTED, headers));
    expect(await refusalOf(world.create(owner, { ...WANTED, name: 'Another' }, headers))).toMatchObject({ code: 'idempotency-key-reused', status: 422 });
    const { tenant } = (await world.sessions.account(owner)).value;
    const texts = [first, textOf(await world.create(await world.signIn({ tenant }), WANTED, headers)), await world.newKey(owner), await world.newKey(owner)];
    expect(new Set(texts).size).toBe(4);
    expect(await refusalOf(world.create(owner, WANTED, { 'idempotency-key': 'short' }))).toMatchObject({ code: 'invalid-idempotency-key', status: 400 });
  });

  it('is answered again to who may still make one, with a fresh proof of who they are, and to nobody else', async () => {
    await world.create(owner, WANTED, headers);
    world.time.advance(301);
    expect(await refusalOf(world.create(owner, WANTED, headers))).toMatchObject({ code: 'step-up-required' });
    const again = await world.sessions.signInAgain(owner);
    expect((await world.create(again, WANTED, headers)).headers).toEqual({ 'Idempotency-Replayed': 'true' });
    await world.sessions.changeAccount(owner, { roles: ['MEMBER'] });
    expect(await refusalOf(world.create(again, WANTED, headers))).toMatchObject({ code: 'not-allowed' });
  });

  it('is answered again where the tenant has as many as it may by now', async () => {
    const first = textOf(await world.create(owner, WANTED, headers));
    for (let count = 1; count < 50; count++) await world.create(owner);
    expect(textOf(await world.create(owner, WANTED, headers))).toBe(first);
  });

  it('is made at the next attempt when the first one failed', async () => {
    world.store.conflictNext(3);
    expect(await refusalOf(world.create(owner, WANTED, headers))).toMatchObject({ status: 409, headers: { 'Retry-After': '1' } });
    expect((await world.create(owner, WANTED, headers)).headers).toEqual({});
  });
});
