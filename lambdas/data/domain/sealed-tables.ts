/** A table with sealed columns. */
export interface SealedTable {
  /** Whose row it is: the person's with the row's ID, or the tenant's. */
  readonly subject: 'person' | 'tenant';
  /** The class of each sealed column, as the column's comment says it. */
  readonly columns: Readonly<Record<string, string>>;
}

/**
 * Where fields are sealed in PostgreSQL. A test compares it with the server's catalogue, so that no column is forgotten when
 * data keys rotate.
 */
export const SEALED_TABLES = Object.freeze({
  users: {
    subject: 'person',
    columns: { email: 'pii', full_name: 'pii', phone: 'pii', national_id: 'national-id', medical_data: 'health' },
  },
  documents: { subject: 'tenant', columns: { body: 'confidential', contact_email: 'confidential' } },
  attachments: { subject: 'tenant', columns: { content: 'confidential' } },
}) satisfies Readonly<Record<string, SealedTable>>;

/** A table with sealed columns, by its name. */
export type SealedTableName = keyof typeof SEALED_TABLES;

/**
 * The classes whose every field is in these tables. Whether an old data key of another class is still needed can't be told here,
 * so that it is never destroyed.
 */
export function isCountable(fieldClass: string): boolean {
  return Object.values<SealedTable>(SEALED_TABLES).some(({ columns }) => Object.values(columns).includes(fieldClass));
}
