import { KeyErasedError } from '../../shared/fields/errors';
import type { FieldCipher } from '../../shared/fields/field-cipher';
import { SEALED_TABLES, type SealedTable, type SealedTableName } from '../domain/sealed-tables';
import type { FieldChange, RowChange, SealedRow } from './sealed-rows';
import type { Tally } from './tally';

/** Where rows are. */
export interface Place {
  readonly tenant: string;
  readonly table: SealedTableName;
}

/** Seals anew what isn't under the newest data key; rows without such a field are left out. */
export async function resealRows(cipher: Pick<FieldCipher, 'reseal'>, place: Place, rows: readonly SealedRow[], tally: Tally): Promise<RowChange[]> {
  const changes: RowChange[] = [];
  for (const row of rows) {
    const fields = await resealRow(cipher, place, row, tally);
    if (Object.keys(fields).length > 0) changes.push({ id: row.id, fields });
  }
  return changes;
}

async function resealRow(cipher: Pick<FieldCipher, 'reseal'>, { tenant, table }: Place, row: SealedRow, tally: Tally): Promise<Record<string, FieldChange>> {
  const { subject, columns }: SealedTable = SEALED_TABLES[table];
  const changes: Record<string, FieldChange> = {};
  for (const [column, before] of Object.entries(row.fields)) {
    const field = { tenant, table, column, row: row.id, fieldClass: columns[column] ?? '', ...(subject === 'person' ? { person: row.id } : {}) };
    try {
      const after = await cipher.reseal(field, before);
      if (after !== undefined) changes[column] = { before, after };
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      tally.unreadable += error instanceof KeyErasedError ? 0 : 1;
    }
  }
  return changes;
}

/** What is wrong with one field stays with that field; a service that is down, or a store that mustn't serve, ends the run. */
const UNREADABLE: ReadonlySet<string> = new Set([
  'key-erased',
  'field-altered',
  'field-truncated',
  'key-version-missing',
  'unknown-format',
  'wrong-context',
  'wrong-key',
]);

function isUnreadable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && UNREADABLE.has(error.code);
}
