import { DependencyFailedError } from '../../../../lambdas/shared/dependency-failed-error';
import { SecretDeniedError, SecretNotFoundError, SecretRevokedError } from '../../../../lambdas/shared/secrets/errors';
import type { SecretStage } from '../../../../lambdas/shared/secrets/secret-source';
import { SecretValue } from '../../../../lambdas/shared/secrets/secret-value';
import { Secrets, type SecretReference } from '../../../../lambdas/shared/secrets/secrets';
import { manualClock } from '../../../support/manual-clock';
import { MemorySecretSource } from '../../../support/memory-secret-source';
import { proves } from '../../../support/proves';
import { refusalOf } from '../../../support/refusal-of';

const BOUNDED = { control: 'SEC-2', part: 'bounded-cache', evidence: 'in-process' } as const;
const INVALIDATION = { control: 'SEC-2', part: 'invalidation', evidence: 'in-process' } as const;
const STALE = { control: 'SEC-2', part: 'stale', evidence: 'in-process' } as const;

const database: SecretReference = { id: 'ringwall/dev/database', use: 'credential' };
const signing: SecretReference = { id: 'ringwall/dev/signing', use: 'signing' };
const outage = new DependencyFailedError(
  'secretsmanager:GetSecretValue',
  Object.assign(new Error('down'), { name: 'InternalServiceError', $metadata: { httpStatusCode: 500 } }),
);
const LIMITS = { ttlSeconds: 300, graceSeconds: 900, maxEntries: 10 };

function setUp(limits: Partial<typeof LIMITS> = {}) {
  const time = manualClock();
  const source = new MemorySecretSource();
  source.set(database.id, 'v1', 'one');
  source.set(signing.id, 'v1', 'key one');
  const secrets = new Secrets(source, time.clock, { ...LIMITS, ...limits });
  const textOf = async (secret: SecretReference, stage?: SecretStage) => (await secrets.read(secret, stage)).value.reveal();
  return { ...time, source, secrets, textOf };
}

describe('the cache of secrets', () => {
  proves(BOUNDED, 'the cache reads a secret once in its time to live, and again after it', async () => {
    const { source, textOf, advance } = setUp();
    await textOf(database);
    source.set(database.id, 'v2', 'two');
    advance(299);
    expect(await textOf(database)).toBe('one');
    advance(1);
    expect(await textOf(database)).toBe('two');
    expect(source.reads).toHaveLength(2);
  });

  it('reads again when the clock was set back', async () => {
    const { source, textOf, advance } = setUp();
    await textOf(database);
    advance(-1);
    await textOf(database);
    expect(source.reads).toHaveLength(2);
  });

  proves(BOUNDED, 'fifty readers of two secrets at once make one request for each', async () => {
    const { source, textOf } = setUp();
    const texts = await Promise.all(Array.from({ length: 50 }, (_, index) => textOf(index % 2 === 0 ? database : signing)));
    expect(new Set(texts)).toEqual(new Set(['one', 'key one']));
    expect(source.reads).toHaveLength(2);
  });

  it('keeps stages apart', async () => {
    const { source, textOf } = setUp();
    source.set(database.id, 'v0', 'zero', 'AWSPREVIOUS');
    expect([await textOf(database), await textOf(database, 'AWSPREVIOUS'), await textOf(database)]).toEqual(['one', 'zero', 'one']);
  });

  it('keeps no pending value, which changes with each attempt of a rotation', async () => {
    const { source, textOf } = setUp();
    source.set(database.id, 'v2', 'first attempt', 'AWSPENDING');
    await textOf(database, 'AWSPENDING');
    source.set(database.id, 'v3', 'second attempt', 'AWSPENDING');
    expect(await textOf(database, 'AWSPENDING')).toBe('second attempt');
  });

  proves(BOUNDED, 'the cache drops the value fetched first when there are too many', async () => {
    const { source, textOf } = setUp({ maxEntries: 1 });
    await textOf(database);
    await textOf(signing);
    await textOf(signing);
    expect(source.reads).toHaveLength(2);
    await textOf(database);
    expect(source.reads).toHaveLength(3);
  });

  it('forgets a failure: the next read asks again', async () => {
    const { source, textOf } = setUp();
    source.failWith(outage);
    expect(await refusalOf(textOf(database))).toBe(outage);
    source.failWith(undefined);
    expect(await textOf(database)).toBe('one');
  });

  it('refuses limits by which a value would be served after it stopped working', () => {
    expect(() => setUp({ ttlSeconds: 901 })).toThrow(RangeError);
  });
});

describe('invalidation', () => {
  proves(INVALIDATION, 'the next read after a write fetches the new value', async () => {
    const { secrets, textOf } = setUp();
    await textOf(database);
    expect(await secrets.write(database, new SecretValue('new'))).toBe('written');
    expect(await textOf(database)).toBe('new');
  });

  proves(INVALIDATION, 'the next read asks again when a write failed, since it may have happened', async () => {
    const { source, secrets, textOf } = setUp();
    await textOf(database);
    source.failWith(outage);
    expect(await refusalOf(secrets.write(database, new SecretValue('new')))).toBe(outage);
    source.failWith(undefined);
    source.set(database.id, 'v2', 'new');
    expect(await textOf(database)).toBe('new');
  });

  proves(INVALIDATION, 'the next read after a rotation fetches the new value, of that secret alone', async () => {
    const { source, secrets, textOf } = setUp();
    await textOf(database);
    await textOf(signing);
    source.set(database.id, 'v2', 'two');
    secrets.rotated(database);
    expect(await textOf(database)).toBe('two');
    await textOf(signing);
    expect(source.reads).toHaveLength(3);
  });

  proves(INVALIDATION, 'a value that was being fetched during a rotation is not kept, and later readers do not wait for it', async () => {
    const { source, secrets, textOf } = setUp();
    const release = source.holdBack();
    const before = textOf(database);
    source.set(database.id, 'v2', 'two');
    secrets.rotated(database);
    const after = textOf(database);
    release();
    expect(await before).toBe('one');
    expect(await after).toBe('two');
    expect(await textOf(database)).toBe('two');
  });
});

describe('while the service is down', () => {
  proves(STALE, 'a stale credential is served within the grace while the service is down', async () => {
    const { source, textOf, advance } = setUp();
    await textOf(database);
    source.failWith(outage);
    advance(899);
    expect(await textOf(database)).toBe('one');
  });

  it('serves a credential that was rotated, which works for the grace', async () => {
    const { source, secrets, textOf } = setUp();
    await textOf(database);
    secrets.rotated(database);
    source.failWith(outage);
    expect(await textOf(database)).toBe('one');
  });

  proves(STALE, 'a credential beyond the grace is refused while the service is down', async () => {
    const { source, textOf, advance } = setUp();
    await textOf(database);
    source.failWith(outage);
    advance(900);
    expect(await refusalOf(textOf(database))).toBe(outage);
  });

  proves(STALE, 'signing material is refused the moment that it is stale', async () => {
    const { source, textOf, advance } = setUp();
    await textOf(signing);
    source.failWith(outage);
    advance(299);
    expect(await textOf(signing)).toBe('key one');
    advance(1);
    expect(await refusalOf(textOf(signing))).toBe(outage);
    expect(await refusalOf(textOf(signing))).toBe(outage);
  });

  proves(STALE, 'rotated signing material is refused while the service is down', async () => {
    const { source, secrets, textOf } = setUp();
    await textOf(signing);
    secrets.rotated(signing);
    source.failWith(outage);
    expect(await refusalOf(textOf(signing))).toBe(outage);
  });

  it('refuses a credential that we replaced ourselves', async () => {
    const { source, secrets, textOf } = setUp();
    await textOf(database);
    await secrets.write(database, new SecretValue('new'));
    source.failWith(outage);
    expect(await refusalOf(textOf(database))).toBe(outage);
  });

  proves(STALE, 'what was revoked is refused while the service is down', async () => {
    const { source, secrets, textOf } = setUp();
    await textOf(database);
    secrets.revoke(database, 'v1');
    source.failWith(outage);
    expect(await refusalOf(textOf(database))).toBe(outage);
  });

  it('asks the service every five seconds, and not for each reader', async () => {
    const { source, textOf, advance } = setUp();
    await textOf(database);
    source.failWith(outage);
    advance(300);
    for (let second = 0; second < 10; second++) {
      await Promise.all([textOf(database), textOf(database)]);
      advance(1);
    }
    expect(source.reads).toHaveLength(1 + 2);
  });

  it('serves the new value once it is up again', async () => {
    const { source, textOf, advance } = setUp();
    await textOf(database);
    source.failWith(outage);
    advance(300);
    await textOf(database);
    source.failWith(undefined);
    source.set(database.id, 'v2', 'two');
    advance(5);
    expect(await textOf(database)).toBe('two');
  });
});

describe('a service that refuses', () => {
  it.each([
    ['denies', new SecretDeniedError(database.id, 'AccessDeniedException')],
    ['no longer has the secret', new SecretNotFoundError(database.id, 'AWSCURRENT')],
    ['fails otherwise than by an outage', new DependencyFailedError('secretsmanager:GetSecretValue', new Error('odd'))],
  ])("isn't down: nothing stale is served when it %s, then or later", async (_what, refusal) => {
    const { source, textOf, advance } = setUp();
    await textOf(database);
    source.failWith(refusal);
    advance(300);
    expect(await refusalOf(textOf(database))).toBe(refusal);
    source.failWith(outage);
    expect(await refusalOf(textOf(database))).toBe(outage);
  });
});

describe('a revoked version', () => {
  proves(STALE, "a revoked version isn't served though the service still gives it, and a new one is as soon as it is there", async () => {
    const { source, secrets, textOf } = setUp();
    await textOf(database);
    secrets.revoke(database, 'v1');
    expect(await refusalOf(textOf(database))).toBeInstanceOf(SecretRevokedError);
    source.set(database.id, 'v2', 'two');
    expect(await textOf(database)).toBe('two');
  });

  it.each<SecretStage>(['AWSPREVIOUS', 'AWSPENDING'])("isn't served at the stage %s either", async (stage) => {
    const { source, secrets, textOf } = setUp();
    source.set(database.id, 'v0', 'zero', stage);
    secrets.revoke(database, 'v0');
    expect(await refusalOf(textOf(database, stage))).toBeInstanceOf(SecretRevokedError);
    expect(await textOf(database)).toBe('one');
  });

  it("isn't served to those who were waiting for it", async () => {
    const { source, secrets, textOf } = setUp();
    const release = source.holdBack();
    const waiting = refusalOf(textOf(database));
    secrets.revoke(database, 'v1');
    release();
    expect(await waiting).toBeInstanceOf(SecretRevokedError);
  });

  it("of one secret says nothing of another's of the same name", async () => {
    const { secrets, textOf } = setUp();
    secrets.revoke(database, 'v1');
    expect(await textOf(signing)).toBe('key one');
  });
});
