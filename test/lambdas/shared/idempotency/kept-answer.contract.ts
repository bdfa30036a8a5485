import { randomUUID } from 'node:crypto';
import type { TestClass } from '../../../../lib/assurance/controls/control';
import * as z from 'zod/mini';
import { SealBrokenError } from '../../../../lambdas/shared/rings/errors';
import type { KeyRing } from '../../../../lambdas/shared/rings/key-ring';
import { IdempotencyKeyReusedError, InvalidIdempotencyKeyError } from '../../../../lambdas/shared/idempotency/errors';
import { KeptAnswer, type TenantWrite } from '../../../../lambdas/shared/idempotency/kept-answer';
import type { RecordKind, RecordStore } from '../../../../lambdas/shared/store/record-store';
import { untilCommitted } from '../../../../lambdas/shared/store/until-committed';
import { errorOf } from '../../../support/error-of';
import type { ManualClock } from '../../../support/manual-clock';
import { memoryKeyRing } from '../../../support/memory-key-ring';
import { proves } from '../../../support/proves';
import { refusalOf } from '../../../support/refusal-of';

const DAY = 86_400;
const answer = z.strictObject({ id: z.string(), secret: z.string() });
const made: RecordKind<z.infer<typeof answer>> = { name: 'made', table: 'accounts', parse: (document) => answer.parse(document) };
const anything: RecordKind<unknown> = { name: 'any', table: 'accounts', parse: (document) => document };

function aWrite(change: Partial<TenantWrite> = {}): TenantWrite {
  return { tenant: randomUUID(), caller: `account/${randomUUID()}`, key: randomUUID(), route: 'POST /things', body: { name: 'thing' }, ...change };
}

/** What holds of answers that are kept in any store. */
export function keptAnswerContract(name: string, evidence: TestClass, storeOf: () => RecordStore, time: ManualClock): void {
  const keptFor = (write: TenantWrite, sessionKeys: KeyRing = memoryKeyRing()) =>
    new KeptAnswer({ store: storeOf(), sessionKeys, clock: time.clock }, { table: 'accounts', schema: answer }, write);

  /** As a handler does it: looks, makes, and looks again when somebody else was faster. */
  const make = (write: TenantWrite): Promise<z.infer<typeof answer>> => {
    const kept = keptFor(write);
    return untilCommitted(async () => {
      const before = await kept.before();
      if (before !== undefined) return before;
      const value = { id: randomUUID(), secret: randomUUID() };
      const changes = [{ action: 'create', kind: made, at: { owner: `made/${write.tenant}`, key: value.id }, value } as const, ...(await kept.keep(value))];
      return (await storeOf().commit(changes, [])) ? value : undefined;
    });
  };
  const countOf = async ({ tenant }: TenantWrite) => (await storeOf().list(made, `made/${tenant}`, '')).length;

  describe(`an answer that is kept in ${name}`, () => {
    proves(
      { control: 'AVL-4', part: 'idempotency', evidence },
      `in ${name}, a write that is sent again takes effect once and is answered as the first time`,
      async () => {
        const write = aWrite();
        const first = await make(write);
        expect(await make({ ...write })).toEqual(first);
        expect(await countOf(write)).toBe(1);
      },
    );

    proves(
      { control: 'AVL-4', part: 'idempotency', evidence },
      `in ${name}, of twelve at once with one key one takes effect: each other has its answer, or is told to come back`,
      async () => {
        const write = aWrite();
        const answers = await Promise.allSettled(Array.from({ length: 12 }, () => make(write)));
        const given = answers.flatMap((one) => (one.status === 'fulfilled' ? [one.value.id] : []));
        const refused: unknown[] = answers.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
        expect(new Set(given).size).toBe(1);
        for (const one of refused) expect(one).toMatchObject({ status: 409, headers: { 'Retry-After': '1' } });
        expect(await countOf(write)).toBe(1);
        expect((await make(write)).id).toBe(given[0]);
      },
    );

    it('is of its caller, tenant, route and key alone', async () => {
      const write = aWrite();
      const { id } = await make(write);
      const others = [{ tenant: randomUUID() }, { caller: 'account/another' }, { route: 'POST /others' }, { key: randomUUID() }, { key: undefined }];
      for (const change of others) expect((await make({ ...write, ...change })).id).not.toBe(id);
      expect((await make(write)).id).toBe(id);
    });

    it('refuses another request under its key', async () => {
      const write = aWrite();
      await make(write);
      expect(await refusalOf(make({ ...write, body: { name: 'another' } }))).toBeInstanceOf(IdempotencyKeyReusedError);
      expect(await countOf(write)).toBe(1);
    });

    it('is gone after 24 hours: the same write takes effect again', async () => {
      const write = aWrite();
      const { id } = await make(write);
      time.advance(DAY - 1);
      expect((await make(write)).id).toBe(id);
      time.advance(1);
      expect((await make(write)).id).not.toBe(id);
    });

    it('is gone once it is forgotten, and nothing is kept or forgotten without a key', async () => {
      const write = aWrite();
      const { id } = await make(write);
      expect(await storeOf().commit(keptFor(write).forget(), [])).toBe(true);
      expect((await make(write)).id).not.toBe(id);
      const without = keptFor(aWrite({ key: undefined }));
      expect([await without.keep({ id, secret: '' }), without.forget(), await without.before()]).toEqual([[], [], undefined]);
    });

    it('lies there sealed: neither the answer, the request nor the key is in clear, and the ring opens it for who has the key alone', async () => {
      const write = aWrite();
      const { secret } = await make(write);
      const [change] = await keptFor(write).keep({ id: 'any', secret });
      const found = await storeOf().get({ kind: anything, at: change!.at });
      const document = JSON.stringify([change!.at, found!.value]);
      for (const text of [secret, write.key!, write.caller, write.tenant, 'thing']) expect(document).not.toContain(text);
      const { sealed } = found!.value as { readonly sealed: string };
      const ring = memoryKeyRing();
      for (const use of ['kept answer', `kept answer ${change!.at.owner.replace('idempotency/', '')}`])
        expect(await refusalOf(ring.open(use, sealed))).toBeInstanceOf(SealBrokenError);
    });

    it('opens under the ring after a rotation, and under no other ring', async () => {
      const write = aWrite();
      const first = await make(write);
      expect(await keptFor(write, memoryKeyRing([2, 1])).before()).toEqual(first);
      expect(await refusalOf(keptFor(write, memoryKeyRing([2])).before())).toBeInstanceOf(SealBrokenError);
    });

    it.each(['', 'short', 'x'.repeat(65), 'with space and more'])('is kept under no key that is none: %j', (key) => {
      expect(errorOf(() => keptFor(aWrite({ key })))).toBeInstanceOf(InvalidIdempotencyKeyError);
    });
  });
}
