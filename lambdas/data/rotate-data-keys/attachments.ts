import { sql } from '../../shared/database/statement';
import type { TenantTransaction } from '../../shared/database/tenant-transaction';
import { hexOf, sealedRow, type RowChange, type SealedRow } from './sealed-rows';

/** A file is up to a thousand times as long as any other field. */
const FILES_FOR_ROWS = 25;

/** Files after a document's, in the order of their documents' IDs, that are sealed under an older version than this. */
export async function readAttachments(transaction: TenantTransaction, after: string, newest: number, limit: number): Promise<SealedRow[]> {
  const { rows } = await transaction.query(sql`
    SELECT document_id::text AS id, content FROM app.attachments
    WHERE document_id > ${after}::uuid AND substring(content FROM 5 FOR 4) < int4send(${newest}::int4)
    ORDER BY attachments.document_id LIMIT ${Math.ceil(limit / FILES_FOR_ROWS)}::int4`);
  return rows.map(sealedRow);
}

/** Writes those that are still what they were, and leaves rows that somebody is writing to the next run. */
export async function writeAttachments(transaction: TenantTransaction, changes: readonly RowChange[]): Promise<number> {
  const ids = changes.map(({ id }) => id);
  const before = changes.map(({ fields }) => hexOf(fields.content?.before));
  const after = changes.map(({ fields }) => hexOf(fields.content?.after));
  const { count } = await transaction.query(sql`
    WITH free AS (SELECT document_id FROM app.attachments WHERE document_id = ANY(${ids}::uuid[]) ORDER BY document_id FOR UPDATE SKIP LOCKED)
    UPDATE app.attachments AS attachments SET content = decode(change.content, 'hex')
    FROM unnest(${ids}::uuid[], ${before}::text[], ${after}::text[]) AS change (id, old_content, content)
    WHERE attachments.document_id = change.id AND attachments.document_id = ANY(${ids}::uuid[]) AND attachments.document_id IN (SELECT document_id FROM free)
      AND attachments.content = decode(change.old_content, 'hex')`);
  return count;
}

/** Whether a file of the tenant is sealed under this version. */
export async function attachmentsNeed(transaction: TenantTransaction, version: number): Promise<boolean> {
  const { count } = await transaction.query(sql`
    SELECT 1 FROM app.attachments WHERE substring(content FROM 5 FOR 4) = int4send(${version}::int4) LIMIT 1`);
  return count > 0;
}
