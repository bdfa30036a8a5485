import { sql } from '../../shared/database/statement';
import type { TenantTransaction } from '../../shared/database/tenant-transaction';
import { hexOf, sealedRow, type RowChange, type SealedRow } from './sealed-rows';

/**
 * Documents after one, in the order of their IDs, of which a field is sealed under an older version than this. The order is the
 * column's, which the primary key has; by the text of the same name in the answer, each slice would read and sort all that is left.
 */
export async function readDocuments(transaction: TenantTransaction, after: string, newest: number, limit: number): Promise<SealedRow[]> {
  const { rows } = await transaction.query(sql`
    SELECT id::text, body, contact_email FROM app.documents
    WHERE id > ${after}::uuid AND (substring(body FROM 5 FOR 4) < int4send(${newest}::int4) OR substring(contact_email FROM 5 FOR 4) < int4send(${newest}::int4))
    ORDER BY documents.id LIMIT ${limit}::int4`);
  return rows.map(sealedRow);
}

/**
 * Writes those that are still what they were. Rows that somebody is writing are left to the next run. The IDs are said twice: the
 * planner, which has no statistics here, would otherwise go through all rows of the tenant to join them.
 */
export async function writeDocuments(transaction: TenantTransaction, changes: readonly RowChange[]): Promise<number> {
  const before = (column: string): string[] => changes.map(({ fields }) => hexOf(fields[column]?.before));
  const after = (column: string): string[] => changes.map(({ fields }) => hexOf(fields[column]?.after));
  const ids = changes.map(({ id }) => id);
  const { count } = await transaction.query(sql`
    WITH free AS (SELECT id FROM app.documents WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE SKIP LOCKED)
    UPDATE app.documents AS documents SET
      body = CASE WHEN change.body = '' THEN documents.body ELSE decode(change.body, 'hex') END,
      contact_email = CASE WHEN change.contact_email = '' THEN documents.contact_email ELSE decode(change.contact_email, 'hex') END
    FROM unnest(
      ${ids}::uuid[], ${before('body')}::text[], ${after('body')}::text[], ${before('contact_email')}::text[], ${after('contact_email')}::text[]
    ) AS change (id, old_body, body, old_contact_email, contact_email)
    WHERE documents.id = change.id AND documents.id = ANY(${ids}::uuid[]) AND documents.id IN (SELECT id FROM free)
      AND (change.body = '' OR documents.body = decode(change.old_body, 'hex'))
      AND (change.contact_email = '' OR documents.contact_email = decode(change.old_contact_email, 'hex'))`);
  return count;
}

/** Whether a field of a document of the tenant is sealed under this version. */
export async function documentsNeed(transaction: TenantTransaction, version: number): Promise<boolean> {
  const { count } = await transaction.query(sql`
    SELECT 1 FROM app.documents
    WHERE substring(body FROM 5 FOR 4) = int4send(${version}::int4) OR substring(contact_email FROM 5 FOR 4) = int4send(${version}::int4) LIMIT 1`);
  return count > 0;
}
