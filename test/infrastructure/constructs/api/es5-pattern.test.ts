import fc from 'fast-check';
import { isEs5Pattern } from '../../../../lib/assurance/checks/support/is-es5-pattern';
import { isSayable, widened } from '../../../../lib/infrastructure/constructs/api/es5-pattern';

/** Letters of one unit and of two, marks, signs, what is invisible, and halves. */
const CHARACTERS = [...Array.from('aZ09 _-.+<\'"[]{}\\p\0\n\té文𝔸😀'), 'e\u0301', '\u0660', '\u200b', '\ud83d', '\ude00', '\u007f', '\u{1f1e9}'];
const texts = fc.oneof(fc.string({ unit: fc.constantFrom(...CHARACTERS), maxLength: 8 }), fc.string({ unit: 'binary', maxLength: 4 }));

const SAYABLE: readonly RegExp[] = [
  /^[\p{L}\p{N}][\p{L}\p{N} ,&'()_-]*$/u,
  /^[\p{L}\p{M}\p{N}\p{P}\p{S} \n\t]+$/u,
  /^\p{L}{2}$/u,
  /^\P{L}{1,3}$/u,
  /^(?:\p{L}-?){2,}$/u,
  /^.$/u,
  /^.?[^<>]{0,2}$/u,
  /^\S+\s?[\s\S]{2,}$/u,
  /^\u{1f600}?[\u{1f600}a]$/u,
  /^\ud83d\ude00?a$/u,
  /^(?=\p{L})[^\d]{1,2}$/u,
  /^[a-z]{1,2}-?\w?$/u,
  /^(?!a)[a-z]{2}$/u,
  /^[^<>]{1,2}$/,
  /^😀?(?:é|[^a])$/u,
];

describe('a pattern in the words of ES5', () => {
  it.each(SAYABLE.map((pattern) => [pattern]))('admits what %s admits, with `u` and without', (pattern) => {
    expect(isSayable(pattern)).toBe(true);
    const text = widened(pattern);
    expect([text, isEs5Pattern(text)]).toEqual([text, true]);
    fc.assert(
      fc.property(texts, (drawn) => !pattern.test(drawn) || (new RegExp(text).test(drawn) && (!pattern.unicode || new RegExp(text, 'u').test(drawn)))),
      {
        numRuns: 1000,
      },
    );
    expect(fc.sample(texts, 5000).some((drawn) => pattern.test(drawn))).toBe(true);
  });

  it.each<[RegExp, string]>([
    [/^[a-z]{1,3}-[0-9]\.\w$/u, String.raw`^[a-z]{1,3}-[0-9]\.\w$`],
    [/^[\p{L}_]$/u, String.raw`^[^\u0000-\u0040\u005b-\u005e\u0060\u007b-\u007f]{1,2}$`],
    [/^[\p{Lu}.]{0,63}$/u, String.raw`^[^\u0000-\u002d\u002f-\u0040\u005b-\u007f]{0,126}$`],
    [/^\p{Any}?$/u, String.raw`^[\s\S]{0,2}$`],
    [/^.[^a]$/, '^.[^a]$'],
  ])('is no wider in ASCII, nor where nothing needs it: %s', (pattern, text) => {
    expect(widened(pattern)).toBe(text);
  });

  it.each([[/^(?<=a)b$/], [/^(?<!a)b$/], [/^(?<name>a)\k<name>$/], [/^a$/i], [/^.$/s], [/^a$/m], [/^(?!\p{L})[^a]{1,2}$/u]])(
    "is none where that can't be said: %s",
    (pattern) => {
      expect(isSayable(pattern)).toBe(false);
    },
  );
});
