import { DependencyFailedError } from '../../../../lambdas/shared/dependency-failed-error';
import { erase, replay } from '../../../../lambdas/shared/fields/erasure';
import { KeyErasedError, LedgerNotReplayedError } from '../../../../lambdas/shared/fields/errors';
import type { Field } from '../../../../lambdas/shared/fields/field-cipher';
import { proves } from '../../../support/proves';
import { refusalOf } from '../../../support/refusal-of';
import { World, overridden, person, pii } from './world';

const email: Field = { fieldClass: 'pii', tenant: 't-1', person: 'u-1', table: 'users', column: 'email', row: 'u-1' };
const ERASURE = { control: 'KEY-8', part: 'erasure', evidence: 'in-process' } as const;
const address = Buffer.from('user@example.com');

async function sealedEmail() {
  const world = await World.serving();
  const process = world.process();
  const sealed = await process.cipher.seal(email, address);
  const surroundings = { ledger: world.ledger, store: world.store, keys: process.keys, clock: world.time.clock };
  return { world, ...process, sealed, surroundings };
}

describe('erase', () => {
  proves(ERASURE, 'destroys all data keys of the person at once in this process, so that nothing opens and nothing is sealed', async () => {
    const { world, cipher, sealed, surroundings } = await sealedEmail();
    await cipher.seal({ ...email, fieldClass: 'health' }, address);
    await erase(person, surroundings);
    expect(await refusalOf(cipher.open(email, sealed))).toBeInstanceOf(KeyErasedError);
    expect(await refusalOf(cipher.seal(email, address))).toBeInstanceOf(KeyErasedError);
    expect(await refusalOf(cipher.seal({ ...email, fieldClass: 'mfa' }, address))).toBeInstanceOf(KeyErasedError);
    expect(world.memory.size).toBe(0);
  });

  it('reaches other processes within five minutes', async () => {
    const { world, sealed, surroundings } = await sealedEmail();
    const other = world.process();
    await other.cipher.open(email, sealed);
    await erase(person, surroundings);
    world.time.advance(300);
    expect(await refusalOf(other.cipher.open(email, sealed))).toBeInstanceOf(KeyErasedError);
  });

  proves(ERASURE, 'says when the last backup of the keys is gone', async () => {
    const { surroundings } = await sealedEmail();
    expect(await erase(person, surroundings)).toEqual({ owner: person, erasedAt: '2026-01-01T00:00:00.000Z', lastBackupExpiresAt: '2026-01-08T00:00:00.000Z' });
  });

  it('keeps the date of the first erasure when it is repeated', async () => {
    const { world, surroundings } = await sealedEmail();
    await erase(person, surroundings);
    world.time.advance(86_400);
    expect(await erase(person, surroundings)).toMatchObject({ erasedAt: '2026-01-01T00:00:00.000Z', lastBackupExpiresAt: '2026-01-09T00:00:00.000Z' });
  });

  it('leaves other persons, the tenant and the audit trail readable', async () => {
    const { cipher, surroundings } = await sealedEmail();
    const others = [
      { ...email, person: 'u-2' },
      { ...email, tenant: 't-2' },
      { ...email, fieldClass: 'confidential' },
      { ...email, fieldClass: 'audit' },
    ];
    const sealed = await Promise.all(others.map((field) => cipher.seal(field, address)));
    await erase(person, surroundings);
    for (const [index, field] of others.entries()) expect(await cipher.open(field, sealed[index]!)).toEqual(address);
  });

  it('releases the audit trail of a person by an erasure of its own', async () => {
    const { cipher, surroundings } = await sealedEmail();
    const sealed = await cipher.seal({ ...email, fieldClass: 'audit' }, address);
    await erase({ ...person, kind: 'audit' }, surroundings);
    expect(await refusalOf(cipher.open({ ...email, fieldClass: 'audit' }, sealed))).toBeInstanceOf(KeyErasedError);
  });

  it('of a tenant destroys its data keys, those of its persons not, and stays so after a restore', async () => {
    const { world, cipher, sealed, surroundings } = await sealedEmail();
    const field: Field = { ...email, fieldClass: 'confidential' };
    const confidential = await cipher.seal(field, address);
    const backup = world.memory.backup('store-2');
    await erase({ kind: 'tenant', tenant: 't-1' }, surroundings);
    expect(await refusalOf(cipher.open(field, confidential))).toBeInstanceOf(KeyErasedError);
    expect(await cipher.open(email, sealed)).toEqual(address);
    world.store = backup;
    await replay({ ...surroundings, store: backup });
    expect(await refusalOf(world.process().cipher.open(field, confidential))).toBeInstanceOf(KeyErasedError);
  });

  it('drops a key that was being loaded meanwhile', async () => {
    const { world, sealed, surroundings, keys } = await sealedEmail();
    keys.forget(person);
    const { cipher, keys: otherKeys } = world.process();
    const opening = refusalOf(cipher.open(email, sealed));
    await erase(person, { ...surroundings, keys: otherKeys });
    expect(await opening).toBeInstanceOf(KeyErasedError);
  });

  it("is finished by the replay when it crashed after the ledger's entry", async () => {
    const { world, surroundings, sealed } = await sealedEmail();
    const crash = new DependencyFailedError('dynamodb:PutItem', new Error('down'));
    const crashing = { ...surroundings, store: overridden(world.store, { erase: () => Promise.reject(crash) }) };
    expect(await refusalOf(erase(person, crashing))).toBe(crash);
    expect(await replay(surroundings)).toBe(1);
    expect(await refusalOf(world.process().cipher.open(email, sealed))).toBeInstanceOf(KeyErasedError);
  });
});

describe('a restored store', () => {
  async function restored() {
    const { world, surroundings, sealed } = await sealedEmail();
    const backup = world.memory.backup('store-2');
    await erase(person, surroundings);
    world.store = backup;
    return { world, sealed, surroundings: { ...surroundings, store: backup } };
  }

  it('serves nobody before the ledger was replayed', async () => {
    const { world, sealed } = await restored();
    const { cipher, keys, vault } = world.process();
    const others = { ...email, person: 'u-2' };
    for (const refused of [cipher.open(email, sealed), cipher.seal(others, address), keys.rotate(pii, 1), vault.rewrap(pii, 1), vault.destroy(pii, 1)]) {
      expect(await refusalOf(refused)).toBeInstanceOf(LedgerNotReplayedError);
    }
  });

  it('serves after the replay, with the erased still erased', async () => {
    const { world, sealed, surroundings } = await restored();
    expect(await replay(surroundings)).toBe(1);
    const { cipher } = world.process();
    expect(await refusalOf(cipher.open(email, sealed))).toBeInstanceOf(KeyErasedError);
    const field = { ...email, person: 'u-2' };
    expect(await cipher.open(field, await cipher.seal(field, address))).toEqual(address);
  });

  it('serves the moment the replay is done, also in a process that was refused before', async () => {
    const { world, surroundings } = await restored();
    const { cipher } = world.process();
    const field = { ...email, person: 'u-2' };
    expect(await refusalOf(cipher.seal(field, address))).toBeInstanceOf(LedgerNotReplayedError);
    await replay(surroundings);
    expect(await refusalOf(cipher.seal(field, address))).toBeUndefined();
  });

  it('may be replayed on again, to the same end', async () => {
    const { surroundings } = await restored();
    expect([await replay(surroundings), await replay(surroundings)]).toEqual([1, 1]);
  });

  it('applies what was entered while the replay ran', async () => {
    const { world, surroundings } = await restored();
    const late = { ...person, person: 'u-late' };
    const store = overridden(surroundings.store, {
      erase: async (owner) => {
        await surroundings.store.erase(owner);
        await world.ledger.enter({ owner: late, erasedAt: '2026-01-02T00:00:00.000Z' });
      },
    });
    expect(await replay({ ...surroundings, store })).toBe(2);
    expect(await refusalOf(world.process().cipher.seal({ ...email, person: 'u-late' }, address))).toBeInstanceOf(KeyErasedError);
  });

  it("isn't served when the replay failed midway", async () => {
    const { world, surroundings } = await restored();
    const store = overridden(surroundings.store, { erase: () => Promise.reject(new Error('down')) });
    expect(await refusalOf(replay({ ...surroundings, store }))).toEqual(new Error('down'));
    expect(await refusalOf(world.process().cipher.seal(email, address))).toBeInstanceOf(LedgerNotReplayedError);
  });

  it('is noticed under a running process within five minutes', async () => {
    const { world } = await sealedEmail();
    let id = 'store-1';
    world.store = overridden(world.store, { identity: () => Promise.resolve(id) });
    const { cipher } = world.process();
    const field = (who: string) => ({ ...email, person: who });
    await cipher.seal(field('u-2'), address);
    id = 'store-2';
    world.time.advance(300);
    expect(await refusalOf(cipher.seal(field('u-3'), address))).toBeInstanceOf(LedgerNotReplayedError);
  });
});
