import { FieldInClearError } from './errors';
import { fieldClassOf, type FieldClasses } from './field-class';
import { assertSealed } from './format';

/** The columns of a table that have a class, each with it: `{ email: 'pii', mfa_secret: 'mfa' }`. */
export type ColumnClasses = Readonly<Record<string, string>>;

/**
 * Refuses a row in which a column with a class holds something in clear (KEY-9), before it is written. NULL is nothing,
 * and so may stay.
 * @throws {FieldInClearError} naming the column
 * @throws {UnknownFieldClassError} when a column has a class that doesn't exist
 */
export function assertRowSealed(table: string, row: Readonly<Record<string, unknown>>, columns: ColumnClasses, classes: FieldClasses): void {
  for (const [column, fieldClass] of Object.entries(columns)) {
    fieldClassOf(classes, fieldClass);
    const value = row[column] ?? null;
    if (value === null) continue;
    if (!(value instanceof Uint8Array)) throw new FieldInClearError(`${table}.${column}`);
    assertSealed(value, `${table}.${column}`);
  }
}
