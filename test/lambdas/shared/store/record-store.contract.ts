import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { AuditEvent } from '../../../../lambdas/shared/audit/event';
import { DependencyFailedError } from '../../../../lambdas/shared/dependency-failed-error';
import { MalformedRecordError } from '../../../../lambdas/shared/store/errors';
import type { RecordKey, RecordKind, RecordStore, TableName } from '../../../../lambdas/shared/store/record-store';
import type { ManualClock } from '../../../support/manual-clock';
import { refusalOf } from '../../../support/refusal-of';

/** A store under test, and how to look into its outbox. */
export interface StoreSubject {
  readonly store: RecordStore;
  /** The IDs of the events in the outbox, of those given. */
  readonly outboxHas: (ids: readonly string[]) => Promise<readonly string[]>;
}

const counted = z.object({ count: z.number() });

/** A kind of record that is a number. */
function kindIn(table: TableName): RecordKind<{ count: number }> {
  return {
    name: `counted-${table}`,
    table,
    parse: (document) => {
      const parsed = counted.safeParse(document);
      if (!parsed.success) throw new MalformedRecordError(`counted-${table}`);
      return parsed.data;
    },
  };
}

const accounts = kindIn('accounts');
const sessions = kindIn('sessions');
const flows = kindIn('flows');
const anything: RecordKind<unknown> = { ...accounts, parse: (document) => document };

function event(): AuditEvent {
  return {
    schema: 1,
    id: randomUUID(),
    timestamp: '2026-01-01T00:00:00.000Z',
    service: 'contract',
    action: 'sign-in',
    resource: 'account/one',
    result: 'success',
    details: {},
    ipAddress: 'v1:a',
    userAgent: 'v1:b',
    correlationId: randomUUID(),
    sealed: 'v1:c',
  };
}

/** What every store of records must do. Each test has owners of its own, so one table serves all. */
export function recordStoreContract(name: string, subject: () => StoreSubject, time: ManualClock): void {
  describe(`${name} as a store of records`, () => {
    const place = (key = 'account'): RecordKey => ({ owner: `account/${randomUUID()}`, key });
    const store = () => subject().store;
    const create = async (at: RecordKey, count: number, kind = accounts, expiresAt?: number) =>
      store().commit([{ action: 'create', kind, at, value: { count }, ...(expiresAt === undefined ? {} : { expiresAt }) }], []);
    const now = () => Math.floor(time.clock() / 1000);

    it('gives back what was created, as its first version', async () => {
      const at = place();
      expect(await create(at, 7)).toBe(true);
      expect(await store().get({ kind: accounts, at })).toEqual({ value: { count: 7 }, version: 1 });
    });

    it("finds nothing where nothing was created, and nothing in another's table", async () => {
      const at = place();
      await create(at, 1);
      expect(await store().get({ kind: accounts, at: place() })).toBeUndefined();
      expect(await store().get({ kind: sessions, at })).toBeUndefined();
      expect(await store().get({ kind: accounts, at: { ...at, key: 'other' } })).toBeUndefined();
    });

    it('refuses to create what is there, which stays as it is', async () => {
      const at = place();
      await create(at, 1);
      expect(await create(at, 2)).toBe(false);
      expect(await store().get({ kind: accounts, at })).toEqual({ value: { count: 1 }, version: 1 });
    });

    it('replaces a version by the next one, once', async () => {
      const at = place();
      await create(at, 1);
      const replace = async (count: number, version: number) => store().commit([{ action: 'replace', kind: accounts, at, value: { count }, version }], []);
      expect(await replace(2, 1)).toBe(true);
      expect(await replace(3, 1)).toBe(false);
      expect(await replace(3, 3)).toBe(false);
      expect(await store().get({ kind: accounts, at })).toEqual({ value: { count: 2 }, version: 2 });
    });

    it.each(['replace', 'delete', 'check'] as const)('refuses to %s what is not there', async (action) => {
      expect(await store().commit([{ action, kind: accounts, at: place(), value: { count: 1 }, version: 1 }], [])).toBe(false);
    });

    it('deletes a version, and no other', async () => {
      const at = place();
      await create(at, 1);
      expect(await store().commit([{ action: 'delete', kind: accounts, at, version: 2 }], [])).toBe(false);
      expect(await store().commit([{ action: 'delete', kind: accounts, at, version: 1 }], [])).toBe(true);
      expect(await store().get({ kind: accounts, at })).toBeUndefined();
      expect(await store().commit([{ action: 'delete', kind: accounts, at, version: 1 }], [])).toBe(false);
    });

    it('reads two records at once, of one table or of two, also when one is missing or both are the same', async () => {
      const [one, other] = [place(), place()];
      await create(one, 1);
      await create(other, 2, sessions);
      await create({ ...one, key: 'second' }, 3);
      const found = (count: number) => ({ value: { count }, version: 1 });
      expect(await store().getBoth({ kind: accounts, at: one }, { kind: sessions, at: other })).toEqual([found(1), found(2)]);
      expect(await store().getBoth({ kind: accounts, at: { ...one, key: 'second' } }, { kind: accounts, at: one })).toEqual([found(3), found(1)]);
      expect(await store().getBoth({ kind: accounts, at: other }, { kind: sessions, at: other })).toEqual([undefined, found(2)]);
      expect(await store().getBoth({ kind: accounts, at: one }, { kind: accounts, at: one })).toEqual([found(1), found(1)]);
    });

    it("lists an owner's whose keys begin so, sorted by key, and nobody else's", async () => {
      const { owner } = place();
      for (const [index, key] of ['session/b', 'session/a', 'sessions', 'other'].entries()) await create({ owner, key }, index, sessions);
      await create({ owner: `${owner}1`, key: 'session/c' }, 9, sessions);
      const listed = await store().list(sessions, owner, 'session/');
      expect(listed).toEqual([
        { owner, key: 'session/a', value: { count: 1 }, version: 1 },
        { owner, key: 'session/b', value: { count: 0 }, version: 1 },
      ]);
      expect(await store().list(sessions, owner, 'none')).toEqual([]);
      expect((await store().list(sessions, owner, '')).map(({ key }) => key)).toEqual(['other', 'session/a', 'session/b', 'sessions']);
    });

    it('finds and lists nothing that has expired, from that second on', async () => {
      const at = place('flow');
      await create(at, 1, flows, now() + 10);
      expect(await store().get({ kind: flows, at })).toBeDefined();
      time.advance(10);
      expect(await store().get({ kind: flows, at })).toBeUndefined();
      expect(await store().list(flows, at.owner, '')).toEqual([]);
      expect(await store().getBoth({ kind: flows, at }, { kind: flows, at })).toEqual([undefined, undefined]);
    });

    it('creates anew where what was there has expired, and not before', async () => {
      const at = place('flow');
      await create(at, 1, flows, now() + 10);
      time.advance(9);
      expect(await create(at, 2, flows)).toBe(false);
      time.advance(1);
      expect(await create(at, 3, flows)).toBe(true);
      expect(await store().get({ kind: flows, at })).toEqual({ value: { count: 3 }, version: 1 });
    });

    it.each(['replace', 'delete', 'check'] as const)('refuses to %s what has expired since it was read', async (action) => {
      const at = place('flow');
      await create(at, 1, flows, now() + 10);
      time.advance(10);
      expect(await store().commit([{ action, kind: flows, at, value: { count: 1 }, version: 1 }], [])).toBe(false);
    });

    it('keeps a record for good when the version that replaces it names no end', async () => {
      const at = place('flow');
      await create(at, 1, flows, now() + 10);
      await store().commit([{ action: 'replace', kind: flows, at, value: { count: 2 }, version: 1 }], []);
      time.advance(20);
      expect(await store().get({ kind: flows, at })).toEqual({ value: { count: 2 }, version: 2 });
    });

    it('makes all changes, in several tables, and puts all events into the outbox', async () => {
      const [one, other] = [place(), place()];
      const events = [event(), event()];
      await create(one, 1);
      const changes = [
        { action: 'replace', kind: accounts, at: one, value: { count: 2 }, version: 1 },
        { action: 'create', kind: sessions, at: other, value: { count: 3 } },
      ] as const;
      expect(await store().commit(changes, events)).toBe(true);
      expect(await store().getBoth({ kind: accounts, at: one }, { kind: sessions, at: other })).toEqual([
        { value: { count: 2 }, version: 2 },
        { value: { count: 3 }, version: 1 },
      ]);
      const ids = events.map(({ id }) => id).sort();
      expect(await subject().outboxHas(ids)).toEqual(ids);
    });

    it('makes no change and records no event when one condition does not hold, a mere check among them', async () => {
      const [one, other] = [place(), place()];
      const told = event();
      await create(one, 1);
      const added = { action: 'create', kind: sessions, at: other, value: { count: 3 } } as const;
      expect(await store().commit([added, { action: 'check', kind: accounts, at: one, version: 2 }], [told])).toBe(false);
      expect(await store().get({ kind: sessions, at: other })).toBeUndefined();
      expect(await subject().outboxHas([told.id])).toEqual([]);
      expect(await store().commit([added, { action: 'check', kind: accounts, at: one, version: 1 }], [told])).toBe(true);
      expect(await store().get({ kind: accounts, at: one })).toEqual({ value: { count: 1 }, version: 1 });
    });

    it('records an event once, and nothing else of a transaction that would record it again', async () => {
      const told = event();
      const at = place();
      expect(await store().commit([], [told])).toBe(true);
      expect(await store().commit([{ action: 'create', kind: accounts, at, value: { count: 1 } }], [told])).toBe(false);
      expect(await store().get({ kind: accounts, at })).toBeUndefined();
    });

    it('refuses a document that is not of its kind', async () => {
      const at = place();
      await store().commit([{ action: 'create', kind: anything, at, value: { count: 'many' } }], []);
      expect(await refusalOf(store().get({ kind: accounts, at }))).toMatchObject({ name: 'MalformedRecordError', code: 'malformed-record' });
    });

    it('refuses, as a failure and no conflict, what no transaction can be', async () => {
      const at = place();
      const twice = { action: 'create', kind: accounts, at, value: { count: 1 } } as const;
      expect(await refusalOf(store().commit([twice, twice], []))).toBeInstanceOf(DependencyFailedError);
      expect(await refusalOf(store().commit([], []))).toMatchObject({ code: 'dependency-failed' });
      expect(await store().get({ kind: accounts, at })).toBeUndefined();
    });

    it('lets exactly one of 50 win that replace one version at once, with its own event alone', async () => {
      const at = place();
      await create(at, 0);
      const tries = await Promise.all(
        Array.from({ length: 50 }, async (_, index) => {
          const told = event();
          const won = await store().commit([{ action: 'replace', kind: accounts, at, value: { count: index + 1 }, version: 1 }], [told]);
          return { won, index, id: told.id };
        }),
      );
      const winners = tries.filter(({ won }) => won);
      expect(winners).toHaveLength(1);
      expect(await store().get({ kind: accounts, at })).toEqual({ value: { count: winners[0]!.index + 1 }, version: 2 });
      expect(await subject().outboxHas(tries.map(({ id }) => id))).toEqual([winners[0]!.id]);
    });

    it('lets exactly one of 50 win that create one record at once', async () => {
      const at = place();
      const won = await Promise.all(Array.from({ length: 50 }, (_, index) => create(at, index)));
      expect(won.filter(Boolean)).toHaveLength(1);
    });
  });
}
