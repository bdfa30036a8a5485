import fc from 'fast-check';
import { createHmac, hkdfSync } from 'node:crypto';
import { DependencyFailedError } from '../../../../lambdas/shared/dependency-failed-error';
import { MalformedRingError, RingEmptyError, SealBrokenError } from '../../../../lambdas/shared/rings/errors';
import { manualClock } from '../../../support/manual-clock';
import { memoryKeyRing, RING_ID, ringOver, ringText } from '../../../support/memory-key-ring';
import { MemorySecretSource } from '../../../support/memory-secret-source';
import { refusalOf } from '../../../support/refusal-of';
import { anyCharacter } from '../../../support/any-character';

const USE = 'sign-in challenge';

function sourceOf(text: string, versionId = 'first'): MemorySecretSource {
  const source = new MemorySecretSource();
  source.set(RING_ID, versionId, text);
  return source;
}

describe('what a ring seals', () => {
  it('opens for the same use, any text, and never looks the same twice', async () => {
    const ring = memoryKeyRing([2, 1]);
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: anyCharacter, maxLength: 300 }),
        fc.string({ minLength: 1, maxLength: 40 }).filter((use) => !use.includes('\0')),
        async (text, use) => {
          const sealed = await ring.seal(use, text);
          expect(sealed).toMatch(/^v2:[A-Za-z0-9_-]+$/);
          expect(await ring.open(use, sealed)).toBe(text);
          expect(await ring.seal(use, text)).not.toBe(sealed);
        },
      ),
    );
  });

  it('is refused for every other use, under every other ring, and with any byte changed', async () => {
    const ring = memoryKeyRing();
    const sealed = await ring.seal(USE, 'a text');
    const broken = new SealBrokenError(USE);
    expect(await refusalOf(ring.open(`${USE}s`, sealed))).toEqual(new SealBrokenError(`${USE}s`));
    expect(await refusalOf(memoryKeyRing([1], 'peppers').open(USE, sealed))).toEqual(broken);
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.length - 1), fc.constantFrom('A', 'b', '7', '-', '=', ':', ' '), async (at, character) => {
        fc.pre(sealed[at] !== character);
        const altered = sealed.slice(0, at) + character + sealed.slice(at + 1);
        expect(await refusalOf(ring.open(USE, altered))).toEqual(broken);
      }),
    );
  });

  it.each(['', 'v1:', 'v0:AAAA', 'v01:AAAA', 'v1:AAAA', 'x', 'v1', '1:AAAA', `v1:${'A'.repeat(53)}`, `v99999999:${'A'.repeat(60)}`])(
    'is refused as %j',
    async (sealed) => {
      expect(await refusalOf(memoryKeyRing().open(USE, sealed))).toMatchObject({ name: 'SealBrokenError', code: 'seal-broken' });
    },
  );

  it('is refused under the version of another key, although both are in the ring', async () => {
    const ring = memoryKeyRing([2, 1]);
    const sealed = await ring.seal(USE, 'a text');
    expect(await refusalOf(ring.open(USE, sealed.replace('v2:', 'v1:')))).toEqual(new SealBrokenError(USE));
  });

  it("isn't named in an error", async () => {
    const sealed = await memoryKeyRing().seal(USE, 'a text');
    expect(String(await refusalOf(memoryKeyRing([2]).open(USE, sealed)))).not.toContain(sealed.slice(3));
  });
});

describe('a keyed hash', () => {
  it('matches its text alone, for its use alone, whatever is asked', async () => {
    const ring = memoryKeyRing([3, 2]);
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.string(), async (one, other) => {
        const hash = await ring.hash(USE, one);
        expect(await ring.matches(USE, one, hash)).toBe(true);
        expect(await ring.matches(USE, other, hash)).toBe(one === other);
        expect(await ring.matches('another use', one, hash)).toBe(false);
      }),
    );
  });

  it('is HMAC-SHA-256 under a key by HKDF-SHA-256, as anybody computes it from the secret', async () => {
    const { keys } = JSON.parse(ringText([1])) as { keys: readonly { key: string }[] };
    const key = hkdfSync('sha256', Buffer.from(keys[0]!.key, 'base64url'), '', 'ringwall/ring/v1\0session-keys\0hash\0email address', 32);
    const expected = createHmac('sha256', Buffer.from(key)).update('somebody@example.com').digest('base64url');
    expect(await memoryKeyRing().hash('email address', 'somebody@example.com')).toEqual({ version: 1, hash: expected });
  });

  it('is given under every key, the newest first', async () => {
    const ring = memoryKeyRing([7, 6, 2]);
    const hashes = await ring.hashes(USE, 'text');
    expect(hashes.map(({ version }) => version)).toEqual([7, 6, 2]);
    expect(hashes[0]).toEqual(await ring.hash(USE, 'text'));
    expect(hashes[2]).toEqual(await memoryKeyRing([2]).hash(USE, 'text'));
    expect(new Set(hashes.map(({ hash }) => hash)).size).toBe(3);
  });

  it('matches nothing once its key is gone, nor cut off, nor under another version', async () => {
    const hash = await memoryKeyRing([1]).hash(USE, 'text');
    const ring = memoryKeyRing([3, 2]);
    expect(await ring.matches(USE, 'text', hash)).toBe(false);
    expect(await ring.matches(USE, 'text', { ...hash, version: 2 })).toBe(false);
    expect(await memoryKeyRing([1]).matches(USE, 'text', { ...hash, hash: hash.hash.slice(1) })).toBe(false);
  });
});

describe('a rotation of the ring', () => {
  it('voids nothing: what an older key made opens and matches, and the newest makes what is new', async () => {
    const { clock, advance } = manualClock();
    const source = sourceOf(ringText([1]));
    const ring = ringOver(source, 'session-keys', clock);
    const [sealed, hash] = [await ring.seal(USE, 'text'), await ring.hash(USE, 'text')];
    source.set(RING_ID, 'second', ringText([2, 1]));
    advance(600);
    expect(await ring.open(USE, sealed)).toBe('text');
    expect(await ring.matches(USE, 'text', hash)).toBe(true);
    expect(await ring.seal(USE, 'text')).toMatch(/^v2:/);
    expect((await ring.hash(USE, 'text')).version).toBe(2);
  });

  it("is heard of when a version comes that the ring doesn't know", async () => {
    const source = sourceOf(ringText([1]));
    const ring = ringOver(source, 'session-keys', manualClock().clock);
    await ring.seal(USE, 'text');
    source.set(RING_ID, 'second', ringText([2, 1]));
    expect(await ring.open(USE, await memoryKeyRing([2, 1]).seal(USE, 'by another instance'))).toBe('by another instance');
    expect(source.reads).toHaveLength(2);
  });

  it('is asked for ten times in ten seconds at most, however many invented versions come', async () => {
    const { clock, advance } = manualClock();
    const source = sourceOf(ringText([1]));
    const ring = ringOver(source, 'session-keys', clock);
    const invented = await memoryKeyRing([9]).seal(USE, 'text');
    for (let time = 1; time <= 20; time++) expect(await refusalOf(ring.open(USE, invented))).toEqual(new SealBrokenError(USE));
    expect(await ring.matches(USE, 'text', { version: 5, hash: 'x' })).toBe(false);
    expect(source.reads).toHaveLength(11);
    advance(10);
    await refusalOf(ring.open(USE, invented));
    expect(source.reads).toHaveLength(12);
  });

  it('is not asked for a version that was rotated away', async () => {
    const source = sourceOf(ringText([5, 4]));
    const ring = ringOver(source);
    expect(await refusalOf(ring.open(USE, await memoryKeyRing([3]).seal(USE, 'text')))).toEqual(new SealBrokenError(USE));
    expect(source.reads).toHaveLength(1);
  });
});

describe('a ring without its secret', () => {
  it('goes on with what it has while the service is down, and refuses what it never had', async () => {
    const source = sourceOf(ringText([1]));
    const ring = ringOver(source);
    const sealed = await ring.seal(USE, 'text');
    source.failWith(new DependencyFailedError('secretsmanager:GetSecretValue', Object.assign(new Error(), { code: 'ECONNRESET' })));
    expect(await refusalOf(ring.open(USE, await memoryKeyRing([2]).seal(USE, 'text')))).toEqual(new SealBrokenError(USE));
    expect(await ring.open(USE, sealed)).toBe('text');
    const fresh = ringOver(source);
    for (const call of [fresh.seal(USE, 'text'), fresh.open(USE, sealed), fresh.hash(USE, 'text'), fresh.hashes(USE, 'text')])
      expect(await refusalOf(call)).toMatchObject({ code: 'dependency-failed' });
  });

  it('is empty until its first rotation, of which it hears at once', async () => {
    const source = sourceOf('{"purpose":"session-keys","password":"what CloudFormation generated"}');
    const { clock, advance } = manualClock();
    const ring = ringOver(source, 'session-keys', clock);
    expect(await refusalOf(ring.seal(USE, 'text'))).toEqual(new RingEmptyError(RING_ID));
    expect(await refusalOf(ring.hash(USE, 'text'))).toEqual(new RingEmptyError(RING_ID));
    source.set(RING_ID, 'second', ringText([1]));
    advance(1);
    expect(await ring.seal(USE, 'text')).toMatch(/^v1:/);
  });

  it.each([
    ['text', 'not JSON'],
    ['a list', '[]'],
    ['null', 'null'],
    ['no purpose', '{"keys":[]}'],
    ['another purpose', ringText([1], 'peppers')],
    ['no key in the list', '{"purpose":"session-keys","keys":[]}'],
    ['no list', '{"purpose":"session-keys","keys":{}}'],
    ['the oldest first', ringText([1, 2])],
    ['a version twice', ringText([1, 1])],
    ['version 0', ringText([0])],
    ['a version that is text', '{"purpose":"session-keys","keys":[{"version":"1","key":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}]}'],
    ['a short key', '{"purpose":"session-keys","keys":[{"version":1,"key":"AAAA"}]}'],
    ['a key with spare bits', '{"purpose":"session-keys","keys":[{"version":1,"key":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB"}]}'],
    ['too many keys', ringText(Array.from({ length: 17 }, (_, index) => 20 - index))],
  ])('is refused with %s in it, of which the error tells nothing', async (_, text) => {
    const refused = await refusalOf(ringOver(sourceOf(text)).seal(USE, 'text'));
    expect(refused).toBeInstanceOf(MalformedRingError);
    expect(refused).toMatchObject({ code: 'malformed-ring' });
    expect(String(refused)).not.toContain('AAAA');
  });

  it.each(['', 'a\0b'])('refuses %j as a use', async (use) => {
    expect(await refusalOf(memoryKeyRing().seal(use, 'text'))).toBeInstanceOf(RangeError);
  });
});
