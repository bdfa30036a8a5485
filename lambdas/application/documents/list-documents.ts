import { rowFilterFor } from '../../shared/authorization/row-filter';
import { inTenant } from '../../shared/database/in-tenant';
import type { Reply, Request } from '../../shared/http/request';
import { describeDocument } from '../domain/document';
import { cursorOf, readPage } from '../domain/page';
import type { Actor } from '../../shared/authorization/actor';
import type { DocumentParts } from './parts';
import { listRows } from './rows';

/**
 * `GET /documents`: those that the caller may read, page by page, by the filter that the policies give.
 * @throws {InvalidLimitError} {InvalidCursorError}
 */
export async function listDocuments(parts: DocumentParts, { caller, tenant }: Actor, { query }: Request): Promise<Reply> {
  const page = readPage(query);
  const filter = rowFilterFor(parts.decide, caller, tenant);
  const rows = await inTenant(parts.database, tenant, (transaction) => listRows(transaction, filter, page));
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  const next = rows.length > page.limit && last !== undefined ? cursorOf(last) : null;
  return { status: 200, body: { documents: shown.map(describeDocument), next_cursor: next } };
}
