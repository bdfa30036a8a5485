import { Reference, Text, Unresolved } from '../../../lib/assurance/templates/graph';
import {
  at,
  booleanOf,
  describe as print,
  listOf,
  numberOf,
  recordOf,
  referencesIn,
  stringOf,
  stringsIn,
  targetOf,
  unresolvedIn,
} from '../../../lib/assurance/templates/values';
import { miniGraph } from '../../support/mini-graph';

const key = miniGraph({ Key: { Type: 'AWS::KMS::Key' } }).resources[0]!;
const reference = new Reference(key, 'Arn');
const open = new Unresolved('{"Ref":"X"}', 'X is open');
const text = new Text(['arn:', reference]);

describe('readers', () => {
  it('read what is there', () => {
    expect(stringOf('a')).toBe('a');
    expect(stringOf(443)).toBe('443');
    expect([booleanOf(true), booleanOf('true'), booleanOf(false), booleanOf('false')]).toEqual([true, true, false, false]);
    expect([numberOf(7), numberOf('7'), numberOf('-1')]).toEqual([7, 7, -1]);
    expect(listOf(['a'])).toEqual(['a']);
    expect(recordOf({ a: 1 })).toEqual({ a: 1 });
    expect(targetOf(reference)).toBe(key);
    expect(targetOf(new Text([reference]), 'AWS::KMS::Key')).toBe(key);
  });

  it.each([stringOf, booleanOf, numberOf, listOf, recordOf, targetOf])("%p answers undefined to what isn't set", (read) => {
    expect(read(undefined)).toBeUndefined();
    expect(read(null)).toBeUndefined();
  });

  it.each([stringOf, booleanOf, numberOf, listOf, recordOf, targetOf])("%p passes on what isn't resolved", (read) => {
    expect(read(open)).toBe(open);
  });

  it.each([
    ['a string', stringOf(['a'])],
    ['a string', stringOf(text)],
    ['a boolean', booleanOf('yes')],
    ['a boolean', booleanOf(1)],
    ['a number', numberOf('')],
    ['a number', numberOf('Infinity')],
    ['a list', listOf({})],
    ['a map', recordOf([])],
    ['a map', recordOf(reference)],
    ['a reference to a resource', targetOf('alias/aws/s3')],
    ['a reference to AWS::S3::Bucket', targetOf(reference, 'AWS::S3::Bucket')],
    ['a reference to a resource', targetOf(text)],
  ])('refuse what is not %s', (expected, answer) => {
    expect(answer).toBeInstanceOf(Unresolved);
    expect((answer as Unresolved).reason).toContain(`where ${expected} must be`);
  });
});

describe('at', () => {
  const value = { A: { B: ['x', { C: reference }] }, Open: open, None: null };

  it('walks maps and lists', () => {
    expect(at(value, 'A.B.0')).toBe('x');
    expect(at(value, 'A.B.1.C')).toBe(reference);
  });

  it("answers undefined to what isn't there, also to what every object inherits", () => {
    expect(at(value, 'A.Z.0')).toBeUndefined();
    expect(at(value, 'A.B.9')).toBeUndefined();
    expect(at(value, 'None.X')).toBeUndefined();
    expect(at(value, 'constructor')).toBeUndefined();
  });

  it("answers unresolved past what isn't resolved or has no entries", () => {
    expect(at(value, 'Open.X.Y')).toBe(open);
    expect(at(value, 'A.B.0.Z')).toBeInstanceOf(Unresolved);
    expect(at(value, 'A.B.1.C.Z')).toBeInstanceOf(Unresolved);
  });
});

describe('searches', () => {
  const value = { name: ['literal', text, new Text(['x', open])], other: 5 };

  it('find unresolved values, references and strings at any depth', () => {
    expect(unresolvedIn(value)).toEqual([open]);
    expect(referencesIn(value)).toEqual([reference]);
    expect(stringsIn(value)).toEqual(['name', 'literal', 'arn:', 'x', 'other']);
    expect(unresolvedIn(undefined)).toEqual([]);
  });
});

describe('describe', () => {
  it('prints values for people', () => {
    expect(print({ a: [1, true, null], b: text, c: open })).toBe('{a: [1, true, null], b: \'arn:<network/Key.Arn>\', c: ?{"Ref":"X"}}');
    expect(print(undefined)).toBe('nothing');
  });
});
