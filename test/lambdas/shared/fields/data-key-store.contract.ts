import { proves } from '../../../support/proves';
import type { DataKeyStore, WrappedDataKey } from '../../../../lambdas/shared/fields/data-key-store';
import type { KeyOwner, PersonalOwner } from '../../../../lambdas/shared/fields/key-owner';

const person: PersonalOwner = { kind: 'person', tenant: 't-1', person: 'u-1' };
const bytes = (text: string) => Uint8Array.from(Buffer.from(text));
const keyOf = (owner: KeyOwner, fieldClass: string, version: number): WrappedDataKey => ({
  owner,
  fieldClass,
  version,
  wrapped: bytes(`${fieldClass} ${version}`),
  createdAt: '2026-01-01T00:00:00.000Z',
});

/** What every store of data keys must do. */
export function dataKeyStoreContract(name: string, make: () => DataKeyStore): void {
  describe(`${name} as a store of data keys`, () => {
    it('gives back what was stored', async () => {
      const store = make();
      const key = keyOf(person, 'pii', 1);
      expect(await store.create(key)).toBe('created');
      expect(await store.get(key)).toEqual({ state: 'found', key: { ...key, wrapped: expect.anything() as unknown } });
      const found = await store.get(key);
      expect(found.state === 'found' && Buffer.from(found.key.wrapped).equals(key.wrapped)).toBe(true);
    });

    it("knows nothing of what wasn't", async () => {
      const store = make();
      expect(await store.get(keyOf(person, 'pii', 1))).toEqual({ state: 'absent' });
      expect(await store.newest(person, 'pii')).toEqual({ state: 'absent' });
    });

    it('keeps the first of keys that are created at once', async () => {
      const store = make();
      const outcomes = await Promise.all(['a', 'b', 'c'].map((text) => store.create({ ...keyOf(person, 'pii', 1), wrapped: bytes(text) })));
      expect(outcomes.sort()).toEqual(['created', 'exists', 'exists']);
      const found = await store.newest(person, 'pii');
      expect(found.state).toBe('found');
      expect(await store.create({ ...keyOf(person, 'pii', 1), wrapped: bytes('d') })).toBe('exists');
      expect(await store.newest(person, 'pii')).toEqual(found);
    });

    it('finds the newest by number, in its class and of its owner alone', async () => {
      const store = make();
      for (const version of [9, 10, 2, 1]) await store.create(keyOf(person, 'pii', version));
      await store.create(keyOf(person, 'pii-2', 11));
      await store.create(keyOf({ ...person, person: 'u-12' }, 'pii', 12));
      await store.create(keyOf({ ...person, kind: 'audit' }, 'pii', 13));
      expect(await store.newest(person, 'pii')).toMatchObject({ state: 'found', key: { fieldClass: 'pii', version: 10 } });
    });

    it('stores a key in another wrapping, unless it is no longer as it was read', async () => {
      const store = make();
      const key = keyOf(person, 'pii', 1);
      await store.create(key);
      expect(await store.rewrap(key, bytes('new'))).toBe(true);
      expect(await store.rewrap(key, bytes('newer'))).toBe(false);
      const found = await store.get(key);
      expect(found.state === 'found' && Buffer.from(found.key.wrapped).toString()).toBe('new');
    });

    it("refuses to wrap anew what isn't there", async () => {
      expect(await make().rewrap(keyOf(person, 'pii', 1), bytes('new'))).toBe(false);
    });

    it('destroys one version alone, also twice', async () => {
      const store = make();
      for (const version of [1, 2]) await store.create(keyOf(person, 'pii', version));
      await store.destroy(keyOf(person, 'pii', 1));
      await store.destroy(keyOf(person, 'pii', 1));
      expect(await store.get(keyOf(person, 'pii', 1))).toEqual({ state: 'absent' });
      expect(await store.get(keyOf(person, 'pii', 2))).toMatchObject({ state: 'found' });
    });

    proves(
      { control: 'KEY-8', part: 'erasure', evidence: 'in-process' },
      `${name} erases all keys of a person, of whatever class and however many, and makes none again`,
      async () => {
        const store = make();
        for (const fieldClass of ['pii', 'mfa', 'health']) for (const version of [1, 2, 3]) await store.create(keyOf(person, fieldClass, version));
        await store.erase(person);
        await store.erase(person);
        expect(await store.get(keyOf(person, 'pii', 1))).toEqual({ state: 'erased' });
        expect(await store.newest(person, 'health')).toEqual({ state: 'erased' });
        expect(await store.create(keyOf(person, 'pii', 4))).toBe('erased');
        expect(await store.create(keyOf(person, 'card', 1))).toBe('erased');
        expect(await store.rewrap(keyOf(person, 'pii', 1), bytes('new'))).toBe(false);
      },
    );

    it('erases somebody who never had a key', async () => {
      const store = make();
      await store.erase(person);
      expect(await store.create(keyOf(person, 'pii', 1))).toBe('erased');
    });

    it('leaves others when it erases one', async () => {
      const store = make();
      const others: KeyOwner[] = [
        { ...person, person: 'u-12' },
        { ...person, kind: 'audit' },
        { kind: 'tenant', tenant: 't-1' },
        { ...person, tenant: 't-2' },
      ];
      for (const owner of [person, ...others]) await store.create(keyOf(owner, 'pii', 1));
      await store.erase(person);
      for (const owner of others) expect(await store.newest(owner, 'pii')).toMatchObject({ state: 'found' });
    });

    it('lets no key survive an erasure that runs beside its creation', async () => {
      for (let attempt = 0; attempt < 10; attempt++) {
        const store = make();
        await Promise.all([store.create(keyOf(person, 'pii', 1)), store.erase(person), store.create(keyOf(person, 'mfa', 1))]);
        expect(await store.newest(person, 'pii')).toEqual({ state: 'erased' });
      }
    });

    it("lists all keys, an owner's one after another, and none of an erased one", async () => {
      const store = make();
      const other: KeyOwner = { kind: 'tenant', tenant: 't-1' };
      const erased: PersonalOwner = { ...person, person: 'u-9' };
      for (const key of [
        keyOf(person, 'pii', 2),
        keyOf(other, 'confidential', 1),
        keyOf(person, 'pii', 1),
        keyOf(person, 'health', 1),
        keyOf(erased, 'pii', 1),
      ])
        await store.create(key);
      await store.erase(erased);
      const listed = [];
      for await (const { owner, fieldClass, version, createdAt } of store.list()) listed.push([owner.kind, fieldClass, version, createdAt]);
      const at = '2026-01-01T00:00:00.000Z';
      expect(listed).toEqual([
        ['person', 'health', 1, at],
        ['person', 'pii', 1, at],
        ['person', 'pii', 2, at],
        ['tenant', 'confidential', 1, at],
      ]);
    });

    it('names itself alike each time', async () => {
      const store = make();
      const identity = await store.identity();
      expect(identity).not.toBe('');
      expect(await store.identity()).toBe(identity);
    });
  });
}
