import fc from 'fast-check';
import { covers } from '../../../lib/local/read-back/covers';
import type { Json } from '../../../lib/local/read-back/json';

describe('what was read', () => {
  it.each<[string, Json, Json]>([
    ['the same', { a: [1, 'two', { three: true }] }, { a: [1, 'two', { three: true }] }],
    ['defaults that nobody asked for', { a: 1, b: 2 }, { a: 1 }],
    ['numbers and booleans as text', { days: '30', on: 'true' }, { days: 30, on: true }],
    ['one action as text and as a list', { Action: 's3:GetObject' }, { Action: ['s3:GetObject'] }],
    ['a list in another order', [{ a: 2 }, { a: 1 }], [{ a: 1 }, { a: 2 }]],
    ['no list where an empty one was asked', {}, { rules: [] }],
  ])('covers %s', (_, found, asked) => {
    expect(covers(found, asked)).toBe(true);
  });

  it.each<[string, Json | undefined, Json]>([
    ['nothing', undefined, 'asked'],
    ['another value', { days: 7 }, { days: 30 }],
    ['a field less', { a: 1 }, { a: 1, b: 2 }],
    ['an entry more in a list', ['a', 'b'], ['a']],
    ['an entry less in a list', ['a'], ['a', 'b']],
    ['one entry where the same was asked twice', ['a'], ['a', 'a']],
    ['a map where text was asked', { a: 1 }, 'a'],
    ['text where a map was asked', 'a', { a: 1 }],
    ['false where true was asked', { on: false }, { on: true }],
  ])('does not cover what was asked by %s', (_, found, asked) => {
    expect(covers(found, asked)).toBe(false);
  });

  it('covers itself, whatever it is', () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => covers(value as Json, value as Json)));
  });
});
