import type { TenantTransaction } from '../../shared/database/tenant-transaction';

/** The sealed fields of a row, by column; a column that holds nothing is left out. */
export interface SealedRow {
  readonly id: string;
  readonly fields: Readonly<Record<string, Buffer>>;
}

/** A field of a row before and after. */
export interface FieldChange {
  readonly before: Buffer;
  readonly after: Buffer;
}

/** A row whose fields were sealed anew. */
export interface RowChange {
  readonly id: string;
  /** By column; the others stay as they are. */
  readonly fields: Readonly<Record<string, FieldChange>>;
}

/** How the sealed rows of one table are read and written. */
export interface SealedRows {
  /** Writes each row of which every field is still what it was; the others are somebody else's by now. */
  readonly write: (transaction: TenantTransaction, changes: readonly RowChange[]) => Promise<number>;
}

/** Bytes as the server reads them in an array of texts; an empty text stands for none. */
export function hexOf(bytes: Buffer | undefined): string {
  return bytes === undefined ? '' : bytes.toString('hex');
}

/** A row as the driver reads it. */
export function sealedRow({ id, ...columns }: Readonly<Record<string, unknown>>): SealedRow {
  const fields = Object.entries(columns).filter((entry): entry is [string, Buffer] => Buffer.isBuffer(entry[1]));
  return { id: String(id), fields: Object.fromEntries(fields) };
}
