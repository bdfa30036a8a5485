import { randomBytes } from 'node:crypto';
import { DataKey } from '../../../../lambdas/shared/fields/data-key';
import { CACHE_LIMITS, KeyCache, type CacheLimits } from '../../../../lambdas/shared/fields/key-cache';
import { manualClock } from '../../../support/manual-clock';

function setUp(limits: Partial<CacheLimits> = {}) {
  const time = manualClock();
  const cache = new KeyCache(time.clock, { ...CACHE_LIMITS, ...limits });
  const add = (id: string) => {
    const key = new DataKey(1, randomBytes(32));
    cache.put(id, key);
    return key;
  };
  return { ...time, cache, add };
}

const isDestroyed = (key: DataKey) => key.bytes.equals(Buffer.alloc(32));

describe('KeyCache', () => {
  it('gives a key as long as it is young', () => {
    const { cache, add, advance } = setUp();
    const key = add('a');
    advance(299);
    expect(cache.take('a', 1)).toBe(key);
    expect(isDestroyed(key)).toBe(false);
  });

  it('knows no key that it was never given', () => {
    expect(setUp().cache.take('a', 1)).toBeUndefined();
  });

  it.each([
    ['at its age limit', 300],
    ['when the clock was set back', -1],
  ])('destroys a key %s', (_what, seconds) => {
    const { cache, add, advance } = setUp();
    const key = add('a');
    advance(seconds);
    expect(cache.take('a', 1)).toBeUndefined();
    expect(isDestroyed(key)).toBe(true);
  });

  it('destroys an old key that nobody asks for, when another is asked for', () => {
    const { cache, add, advance } = setUp();
    const key = add('a');
    advance(300);
    cache.take('b', 1);
    expect(isDestroyed(key)).toBe(true);
  });

  it('destroys a key after so many uses', () => {
    const { cache, add } = setUp({ maxUses: 2 });
    const key = add('a');
    expect([cache.take('a', 1), cache.take('a', 1)]).toEqual([key, key]);
    expect(cache.take('a', 1)).toBeUndefined();
    expect(isDestroyed(key)).toBe(true);
  });

  it('destroys a key before it is used for more bytes', () => {
    const { cache, add } = setUp({ maxBytes: 100 });
    const key = add('a');
    expect(cache.take('a', 60)).toBe(key);
    expect(cache.take('a', 40)).toBe(key);
    expect(cache.take('a', 1)).toBeUndefined();
    expect(isDestroyed(key)).toBe(true);
  });

  it('lets one value larger than the limit through, and nothing after it', () => {
    const { cache, add } = setUp({ maxBytes: 100 });
    const key = add('a');
    expect(cache.take('a', 1000)).toBe(key);
    expect(cache.take('a', 1)).toBeUndefined();
  });

  it('destroys the oldest of too many keys', () => {
    const { cache, add } = setUp({ maxKeys: 2 });
    const [a, b, c] = [add('a'), add('b'), add('c')];
    expect([a, b, c].map(isDestroyed)).toEqual([true, false, false]);
    expect(cache.take('a', 1)).toBeUndefined();
  });

  it('destroys the key that another replaces', () => {
    const { cache, add } = setUp();
    const [old, fresh] = [add('a'), add('a')];
    expect([old, fresh].map(isDestroyed)).toEqual([true, false]);
    expect(cache.take('a', 1)).toBe(fresh);
  });

  it('destroys those that it is told to forget, and no others', () => {
    const { cache, add } = setUp();
    const keys = [add('person/t/u#pii#1'), add('person/t/u#mfa#1'), add('person/t/u2#pii#1')];
    cache.forget('person/t/u#');
    expect(keys.map(isDestroyed)).toEqual([true, true, false]);
  });
});
