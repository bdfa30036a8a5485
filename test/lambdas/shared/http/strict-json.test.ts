import fc from 'fast-check';
import { parseStrictJson } from '../../../../lambdas/shared/http/strict-json';
import { errorOf } from '../../../support/error-of';
import { anyCharacter } from '../../../support/any-character';

const refused = { name: 'MalformedRequestError', code: 'malformed-request', status: 400 };

describe('strict JSON', () => {
  it.each([
    ['an object', '{"a":1,"b":{"a":2},"c":[{"a":3},{"a":4}]}'],
    ['a text with punctuation', '{"a":"{\\"b\\":1,\\"b\\":2}","c":":"}'],
    ['a name with an escape', '{"a\\"b":1,"a\\\\":2}'],
    ['a text that equals a name', '{"a":"b","b":"a"}'],
    ['eight levels', '[[[[[[[[1]]]]]]]]'],
    ['a character of two halves', '{"a":"\\ud83d\\ude00"}'],
    ['white space', ' {\n"a" :\t1 } '],
  ])('is read as JSON: %s', (_, text) => {
    expect(parseStrictJson(text)).toEqual(JSON.parse(text));
  });

  it.each([
    ['nothing', ''],
    ['half an object', '{"a":'],
    ['a trailing comma', '[1,]'],
    ['a byte order mark', '\uFEFF{}'],
    ['a member twice', '{"a":1,"a":1}'],
    ['a member twice, once escaped', '{"a":1,"\\u0061":2}'],
    ['a member twice, inside', '{"x":[{"b":{"a":1,"c":2,"a":3}}]}'],
    ['a member twice around another object', '{"a":1,"b":{"c":[]},"a":2}'],
    ['__proto__', '{"__proto__":{"admin":true}}'],
    ['__proto__, escaped', '{"\\u005f_proto__":1}'],
    ['constructor', '{"a":{"constructor":{}}}'],
    ['prototype', '[{"prototype":1}]'],
    ['half a character', '{"a":"\\ud800"}'],
    ['half a character in a name', '{"\\udc00":1}'],
    ['nine levels', '[[[[[[[[[1]]]]]]]]]'],
    ['thousands of levels', '['.repeat(8000) + ']'.repeat(8000)],
  ])('is refused: %s', (_, text) => {
    expect(errorOf(() => parseStrictJson(text))).toMatchObject(refused);
  });

  it('is JSON for whatever has no member twice, and refuses it once a member is repeated', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5, stringUnit: 'grapheme' }), fc.boolean(), (value, wide) => {
        const text = JSON.stringify(value, null, wide ? 2 : 0);
        if (/"(__proto__|constructor|prototype)"/.test(text)) return;
        expect(parseStrictJson(text)).toEqual(JSON.parse(text));
        const member = JSON.stringify({ twice: value }).slice(1, -1);
        expect(errorOf(() => parseStrictJson(`{${member},"other":1,${member}}`))).toMatchObject(refused);
      }),
    );
  });

  it('never fails otherwise than by refusing', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: anyCharacter }), fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '\\', '1', 'a', ' ') })),
        (text) => {
          const error = errorOf(() => parseStrictJson(text));
          if (error !== undefined) expect(error).toMatchObject(refused);
        },
      ),
    );
  });
});
