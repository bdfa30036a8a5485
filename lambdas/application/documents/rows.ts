import type { RowFilter } from '../../shared/authorization/row-filter';
import { sql } from '../../shared/database/statement';
import type { Row, TenantTransaction } from '../../shared/database/tenant-transaction';
import type { StoredDocument } from '../domain/document';
import type { Page } from '../domain/page';

/** A document as a list has it. */
export type ListedDocument = Omit<StoredDocument, 'body' | 'contactEmail'>;

/**
 * A page of the documents that the policies let the caller read (AZN-7), in the order in which they were made; and one more where
 * there is another page. Of two parameters that are both false the planner makes nothing, and of one a search by creator.
 */
export async function listRows(transaction: TenantTransaction, filter: RowFilter, { limit, after }: Page): Promise<readonly ListedDocument[]> {
  const { rows } = await transaction.query(sql`
    SELECT documents.id::text AS id, creator, title, version, (documents.created_at AT TIME ZONE 'UTC')::text AS created_at, media_type
    FROM app.documents AS documents LEFT JOIN app.attachments AS attachments ON attachments.document_id = documents.id
    WHERE ((creator = ${filter.creator} AND ${filter.own}::boolean) OR (creator <> ${filter.creator} AND ${filter.others}::boolean))
      AND (${after === undefined}::boolean
        OR (documents.created_at, documents.id) > (${after?.createdAt ?? null}::timestamp AT TIME ZONE 'UTC', ${after?.id ?? null}::uuid))
    ORDER BY documents.created_at, documents.id LIMIT ${limit + 1}::int4`);
  return rows.map(listedDocument);
}

/** One document of the tenant. Whether the caller may see it isn't asked here. */
export async function findRow(transaction: TenantTransaction, id: string): Promise<StoredDocument | undefined> {
  const { rows } = await transaction.query(sql`
    SELECT documents.id::text AS id, creator, title, version, (documents.created_at AT TIME ZONE 'UTC')::text AS created_at, media_type, body, contact_email
    FROM app.documents AS documents LEFT JOIN app.attachments AS attachments ON attachments.document_id = documents.id
    WHERE documents.id = ${id}::uuid`);
  return rows.map(storedDocument)[0];
}

/** Those of a page, with what is sealed in them. */
export async function findRows(transaction: TenantTransaction, ids: readonly string[]): Promise<readonly StoredDocument[]> {
  const { rows } = await transaction.query(sql`
    SELECT documents.id::text AS id, creator, title, version, (documents.created_at AT TIME ZONE 'UTC')::text AS created_at, media_type, body, contact_email
    FROM app.documents AS documents LEFT JOIN app.attachments AS attachments ON attachments.document_id = documents.id
    WHERE documents.id = ANY(${ids}::uuid[]) ORDER BY documents.created_at, documents.id`);
  return rows.map(storedDocument);
}

function listedDocument(row: Row): ListedDocument {
  const { id, creator, title, version, created_at: createdAt, media_type: mediaType } = row;
  return {
    id: String(id),
    creator: String(creator),
    title: String(title),
    version: Number(version),
    createdAt: String(createdAt),
    mediaType: typeof mediaType === 'string' ? mediaType : undefined,
  };
}

function storedDocument(row: Row): StoredDocument {
  const contactEmail = row.contact_email instanceof Uint8Array ? row.contact_email : undefined;
  return { ...listedDocument(row), body: row.body as Uint8Array, contactEmail };
}
