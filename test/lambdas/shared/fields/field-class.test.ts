import { FieldInClearError, InvalidIdentifierError, UnknownFieldClassError } from '../../../../lambdas/shared/fields/errors';
import { FIELD_CLASSES, fieldClassOf, fieldClasses } from '../../../../lambdas/shared/fields/field-class';
import { assertRowSealed } from '../../../../lambdas/shared/fields/sealed-columns';
import { errorOf } from '../../../support/error-of';
import vectors from './vectors.json';
import { proves } from '../../../support/proves';

describe('fieldClasses', () => {
  proves(
    { control: 'KEY-9', part: 'classes', evidence: 'in-process' },
    'each class of field, those of the configuration included, has a key of its own',
    () => {
      const classes = fieldClasses([
        { name: 'salary', subject: 'person' },
        { name: 'contract', subject: 'tenant' },
      ]);
      expect(fieldClassOf(classes, 'salary')).toEqual({ name: 'salary', keyPurpose: 'field-salary', subject: 'person', mayHoldNumbers: false });
      expect(new Set(Object.values(classes).map(({ keyPurpose }) => keyPurpose)).size).toBe(Object.keys(classes).length);
    },
  );

  it("can't be changed", () => {
    const classes = fieldClasses([]);
    expect(Object.isFrozen(classes) && Object.values(classes).every((row) => Object.isFrozen(row)) && Object.isFrozen(FIELD_CLASSES)).toBe(true);
  });

  it.each(['pii', 'card', 'Salary', 'a b', 'a#b', '', '-a', '__proto__', 'x'.repeat(33)])('refuses the name "%s"', (name) => {
    expect(errorOf(() => fieldClasses([{ name, subject: 'person' }]))).toBeInstanceOf(InvalidIdentifierError);
  });

  it('refuses a name twice', () => {
    expect(
      errorOf(() =>
        fieldClasses([
          { name: 'salary', subject: 'person' },
          { name: 'salary', subject: 'tenant' },
        ]),
      ),
    ).toBeInstanceOf(InvalidIdentifierError);
  });
});

describe('assertRowSealed', () => {
  const sealed = Buffer.from(vectors.opens[0]!.sealed, 'hex');
  const columns = { email: 'pii', mfa_secret: 'mfa' };
  const refusal = (row: Record<string, unknown>, tags: Record<string, string> = columns) =>
    errorOf(() => {
      assertRowSealed('users', row, tags, fieldClasses([]));
    });

  it.each<[string, Record<string, unknown>]>([
    ['whose columns are sealed', { id: 1, email: sealed, mfa_secret: sealed }],
    ['with nothing in them', { id: 1, email: null }],
    ['with a column in clear that has no class', { name: 'clear', email: sealed }],
  ])('takes a row %s', (_what, row) => {
    expect(refusal(row)).toBeUndefined();
  });

  it.each<[string, unknown]>([
    ['text', 'user@example.com'],
    ['an empty text', ''],
    ['a number', 42],
    ['bytes in clear', Buffer.from('user@example.com')],
    ['an object', { a: 1 }],
  ])('refuses %s in a column with a class', (_what, value) => {
    const error = refusal({ email: sealed, mfa_secret: value });
    expect(error).toBeInstanceOf(FieldInClearError);
    expect(String(error)).toContain('users.mfa_secret');
  });

  it("refuses a class that doesn't exist", () => {
    expect(refusal({}, { email: 'private' })).toBeInstanceOf(UnknownFieldClassError);
  });
});
