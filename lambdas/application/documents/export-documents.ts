import { allowedFacts, type Decided } from '../../shared/authorization/decided-facts';
import { rowFilterFor } from '../../shared/authorization/row-filter';
import { inTenant } from '../../shared/database/in-tenant';
import type { Reply, Request } from '../../shared/http/request';
import { requireStepUp } from '../../shared/http/step-up';
import type { StoredDocument } from '../domain/document';
import { NotAllowedError } from '../domain/errors';
import { cursorOf, readPage } from '../domain/page';
import { secondsOf } from '../../shared/seconds-of';
import type { Actor } from '../../shared/authorization/actor';
import type { DocumentParts } from './parts';
import { recordDenial } from './require-document';
import { findRows, listRows } from './rows';
import { showDocument } from './show-document';

/** As many documents, at their longest, as one answer of a function takes. */
const EXPORTED_AT_ONCE = '100';

/**
 * `GET /documents/export`: a page of the documents that the caller may read, as JSON Lines, each with the path of its file. It is in the trail before it leaves.
 * @throws {NotAllowedError}, {StepUpRequiredError}, {InvalidLimitError}, {InvalidCursorError}
 */
export async function exportDocuments(parts: DocumentParts, actor: Actor, request: Request): Promise<Reply> {
  const page = readPage({ limit: EXPORTED_AT_ONCE, ...request.query });
  const { caller, tenant } = actor;
  const decided = await requireExporter(parts, actor, request);
  const filter = rowFilterFor(parts.decide, caller, tenant);
  const { rows, documents } = await inTenant(parts.database, tenant, async (transaction) => {
    const found = await listRows(transaction, filter, page);
    const ids = found.slice(0, page.limit).map(({ id }) => id);
    return { rows: found, documents: await findRows(transaction, ids) };
  });
  const lines = await Promise.all(
    documents.map(async (document) => JSON.stringify({ ...(await showDocument(parts, actor, document)), ...placeOfFile(document) })),
  );
  await parts.outbox.put(await parts.audit.event(allowedFacts(decided, 'data.exported', { documents: lines.length }), request));
  const last = documents.at(-1);
  const more: Readonly<Record<string, string>> =
    rows.length > page.limit && last !== undefined ? { Link: `</documents/export?limit=${String(page.limit)}&cursor=${cursorOf(last)}>; rel="next"` } : {};
  const headers = { ...more, 'Content-Type': 'application/x-ndjson', 'Content-Disposition': 'attachment; filename="documents.jsonl"' };
  return { status: 200, body: lines.map((line) => `${line}\n`).join(''), headers };
}

/** A file isn't in a line: it is got from there. */
function placeOfFile({ id, mediaType }: StoredDocument): object {
  return mediaType === undefined ? {} : { attachment_path: `/documents/${id}/attachment` };
}

async function requireExporter(parts: DocumentParts, actor: Actor, request: Request): Promise<Decided> {
  const { caller } = actor;
  const decision = parts.decide(caller, 'data:export');
  const decided = { ...actor, resource: 'documents', permission: 'data:export', decision } as const;
  if (caller.kind !== 'person' || !decision.allowed) {
    await recordDenial(parts, decided, request);
    throw new NotAllowedError();
  }
  requireStepUp(caller.authenticatedAt, secondsOf(parts.clock));
  return decided;
}
