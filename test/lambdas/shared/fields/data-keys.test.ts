import fc from 'fast-check';
import { CurrentKeyError, KeyVersionMissingError, WrappedKeyRefusedError } from '../../../../lambdas/shared/fields/errors';
import { FIELD_CLASSES } from '../../../../lambdas/shared/fields/field-class';
import { proves } from '../../../support/proves';
import { refusalOf } from '../../../support/refusal-of';
import { World, person, pii } from './world';

const use = { version: 1, bytes: 1 };
const hex = ({ bytes }: { bytes: Buffer }) => bytes.toString('hex');

describe('DataKeys', () => {
  it('makes a key once, without asking KMS to unwrap what it has just made', async () => {
    const world = await World.serving();
    const { keys } = world.process();
    expect(await keys.newestVersion(pii)).toBe(1);
    expect(await keys.use(pii, use, hex)).toMatch(/^[0-9a-f]{64}$/);
    expect(world.service.calls.map(({ operation }) => operation)).toEqual(['generate']);
  });

  it('calls KMS at most once for each data key in five minutes', async () => {
    const world = await World.serving();
    const { keys } = world.process();
    const owners = Array.from({ length: 20 }, (_, index) => ({ owner: { ...person, person: `u-${index}` }, fieldClass: FIELD_CLASSES.pii }));
    for (let second = 0; second < 900; second += 10) {
      await Promise.all(owners.flatMap((series) => [0, 1, 2].map(async () => keys.use(series, { version: await keys.newestVersion(series), bytes: 64 }, hex))));
      world.time.advance(10);
    }
    const calls = owners.map(({ owner }) => world.service.calls.filter(({ context }) => context['ringwall:owner'] === `person/t-1/${owner.person}`).length);
    expect(calls).toEqual(owners.map(() => 3));
  });

  it('has one request in flight for a key, whoever waits for it', async () => {
    const world = await World.serving();
    const { keys } = world.process();
    await Promise.all(Array.from({ length: 50 }, async () => keys.use(pii, { ...use, version: await keys.newestVersion(pii) }, hex)));
    expect(world.service.calls).toHaveLength(1);
    world.time.advance(300);
    await Promise.all(Array.from({ length: 50 }, () => keys.use(pii, use, hex)));
    expect(world.service.calls).toHaveLength(2);
  });

  it('ends with one key when processes create it at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 8 }), async (count) => {
        const world = await World.serving();
        const found = await Promise.all(
          Array.from({ length: count }, async () => {
            const { keys } = world.process();
            return keys.use(pii, { ...use, version: await keys.newestVersion(pii) }, hex);
          }),
        );
        expect(new Set(found).size).toBe(1);
        expect(world.memory.size).toBe(1);
      }),
      { numRuns: 10 },
    );
  });

  it('destroys the key that lost a race', async () => {
    const world = await World.serving();
    await Promise.all([world.process(), world.process(), world.process()].map(({ keys }) => keys.newestVersion(pii)));
    expect(world.service.given.filter((key) => key.equals(Buffer.alloc(32)))).toHaveLength(2);
  });

  it.each([{ maxUses: 1 }, { maxKeys: 1 }, { maxBytes: 1 }])('never lends a destroyed key, however tight the cache: %j', async (limits) => {
    const world = await World.serving();
    const { keys } = world.process({ limits });
    const classes = [FIELD_CLASSES.pii, FIELD_CLASSES.mfa, FIELD_CLASSES.health];
    const lent = await Promise.all(
      Array.from({ length: 30 }, async (_, index) => {
        const series = { owner: person, fieldClass: classes[index % 3]! };
        return keys.use(series, { ...use, version: await keys.newestVersion(series) }, hex);
      }),
    );
    expect(new Set(lent).size).toBe(3);
    expect(lent).not.toContain('00'.repeat(32));
  });

  it("refuses a version that doesn't exist, and asks KMS for nothing", async () => {
    const world = await World.serving();
    expect(await refusalOf(world.process().keys.use(pii, { ...use, version: 9 }, hex))).toBeInstanceOf(KeyVersionMissingError);
    expect(world.service.calls).toEqual([]);
  });

  it('forgets a failure of KMS: the next use asks again', async () => {
    const world = await World.serving();
    const { keys } = world.process();
    const down = new Error('down');
    world.service.failWith(down);
    expect(await refusalOf(keys.newestVersion(pii))).toBe(down);
    world.service.failWith(undefined);
    expect(await keys.newestVersion(pii)).toBe(1);
  });

  it('serves a cached key while KMS is down, until it is too old', async () => {
    const world = await World.serving();
    const { keys } = world.process();
    await keys.newestVersion(pii);
    const down = new Error('down');
    world.service.failWith(down);
    world.time.advance(299);
    expect(await keys.use(pii, use, hex)).toHaveLength(64);
    world.time.advance(1);
    expect(await refusalOf(keys.use(pii, use, hex))).toBe(down);
  });

  it('tells KMS identifiers alone', async () => {
    const world = await World.serving();
    await world.process().keys.newestVersion(pii);
    expect(world.service.calls).toEqual([
      { operation: 'generate', purpose: 'user-pii', context: { 'ringwall:owner': 'person/t-1/u-1', 'ringwall:class': 'pii', 'ringwall:version': '1' } },
    ]);
  });

  it("refuses a wrapped key that was put in another person's place", async () => {
    const world = await World.serving();
    const { keys } = world.process();
    await keys.newestVersion(pii);
    const found = await world.store.get({ owner: person, fieldClass: 'pii', version: 1 });
    const other = { ...person, person: 'u-2' };
    if (found.state === 'found') await world.store.create({ ...found.key, owner: other });
    expect(await refusalOf(keys.use({ ...pii, owner: other }, use, hex))).toBeInstanceOf(WrappedKeyRefusedError);
  });
});

describe('rotating a data key', () => {
  it('makes the next version, which is then the newest; the old one opens until it is destroyed', async () => {
    const world = await World.serving();
    const { keys, vault } = world.process();
    await keys.newestVersion(pii);
    const old = await keys.use(pii, use, hex);
    expect(await keys.rotate(pii, 1)).toBe(2);
    expect(await keys.newestVersion(pii)).toBe(2);
    expect(await keys.use(pii, { ...use, version: 2 }, hex)).not.toBe(old);
    expect(await keys.use(pii, use, hex)).toBe(old);
    await vault.destroy(pii, 1);
    keys.forget(person);
    expect(await refusalOf(keys.use(pii, use, hex))).toBeInstanceOf(KeyVersionMissingError);
  });

  it('makes one version, however often it is repeated or run at once', async () => {
    const world = await World.serving();
    await world.process().keys.newestVersion(pii);
    expect(await Promise.all(Array.from({ length: 5 }, () => world.process().keys.rotate(pii, 1)))).toEqual([2, 2, 2, 2, 2]);
    expect(world.memory.size).toBe(2);
  });

  proves(
    { control: 'KEY-6', part: 'new-and-distributed', evidence: 'in-process' },
    'a new data key is noticed by other processes within five minutes, which open what is sealed under it at once',
    async () => {
      const world = await World.serving();
      const [one, other] = [world.process(), world.process()];
      await one.keys.newestVersion(pii);
      await other.keys.newestVersion(pii);
      await one.keys.rotate(pii, 1);
      expect(await other.keys.newestVersion(pii)).toBe(1);
      expect(await other.keys.use(pii, { ...use, version: 2 }, hex)).toBe(await one.keys.use(pii, { ...use, version: 2 }, hex));
      world.time.advance(300);
      expect(await other.keys.newestVersion(pii)).toBe(2);
    },
  );

  it("refuses to rotate from a version that doesn't exist", async () => {
    const world = await World.serving();
    expect(await refusalOf(world.process().keys.rotate(pii, 1))).toBeInstanceOf(KeyVersionMissingError);
  });

  it.each([1, 2])('refuses to destroy version %i when the newest one is 1', async (version) => {
    const world = await World.serving();
    const { keys, vault } = world.process();
    await keys.newestVersion(pii);
    expect(await refusalOf(vault.destroy(pii, version))).toBeInstanceOf(CurrentKeyError);
  });

  it('wraps the same key anew, and refuses when another process was faster', async () => {
    const world = await World.serving();
    const { keys, vault } = world.process();
    await keys.newestVersion(pii);
    const before = await world.store.get({ owner: person, fieldClass: 'pii', version: 1 });
    const outcomes = await Promise.all([vault.rewrap(pii, 1), vault.rewrap(pii, 1)]);
    expect(outcomes.sort()).toEqual([false, true]);
    expect(await world.store.get({ owner: person, fieldClass: 'pii', version: 1 })).not.toEqual(before);
    expect(await world.process().keys.use(pii, use, hex)).toBe(await keys.use(pii, use, hex));
  });

  it("refuses to wrap anew a version that doesn't exist", async () => {
    const world = await World.serving();
    expect(await refusalOf(world.process().vault.rewrap(pii, 1))).toBeInstanceOf(KeyVersionMissingError);
  });
});
