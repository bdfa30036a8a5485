import { rowFilterFor } from '../../shared/authorization/row-filter';
import { inTenant } from '../../shared/database/in-tenant';
import type { Person, Principal, Reply, Request } from '../../shared/http/request';
import { NotAllowedError, StepUpRequiredError } from '../domain/errors';
import { cursorOf, readPage } from '../domain/page';
import { secondsOf } from '../../shared/seconds-of';
import { tenantActedIn, whoOf } from './caller';
import type { DocumentParts } from './parts';
import { recordDenial } from './require-document';
import { findRows, listRows } from './rows';
import { showDocument } from './show-document';

/** How old the proof of who they are may be, in seconds (IDN-14). */
const STEP_UP_SECONDS = 300;

/** As many documents, at their longest, as one answer of a function takes. */
const EXPORTED_AT_ONCE = '100';

/**
 * `GET /documents/export`: a page of the documents that the caller may read, as JSON Lines. It is in the trail before it leaves.
 * @throws {NotAllowedError}, {StepUpRequiredError}, {InvalidPageError}
 */
export async function exportDocuments(parts: DocumentParts, caller: Principal, request: Request): Promise<Reply> {
  const page = readPage({ limit: EXPORTED_AT_ONCE, ...request.query });
  await requireExporter(parts, caller, request);
  const filter = rowFilterFor(parts.decide, caller, tenantActedIn(caller, parts));
  const { rows, documents } = await inTenant(parts.database, tenantActedIn(caller, parts), async (transaction) => {
    const found = await listRows(transaction, filter, page);
    const ids = found.slice(0, page.limit).map(({ id }) => id);
    return { rows: found, documents: await findRows(transaction, ids) };
  });
  const lines = await Promise.all(documents.map(async (document) => JSON.stringify(await showDocument(parts, caller, document))));
  const who = whoOf(caller, tenantActedIn(caller, parts));
  const facts = { ...who, action: 'data.exported', result: 'success', resource: 'documents', details: { ...who.details, documents: lines.length } } as const;
  await parts.outbox.put(await parts.audit.event(facts, request));
  const last = documents.at(-1);
  const more: Readonly<Record<string, string>> =
    rows.length > page.limit && last !== undefined ? { Link: `</documents/export?cursor=${cursorOf(last)}>; rel="next"` } : {};
  const headers = { ...more, 'Content-Type': 'application/x-ndjson', 'Content-Disposition': 'attachment; filename="documents.jsonl"' };
  return { status: 200, body: lines.map((line) => `${line}\n`).join(''), headers };
}

async function requireExporter(parts: DocumentParts, caller: Principal, request: Request): Promise<Person> {
  if (caller.kind !== 'person' || !parts.decide(caller, 'data:export').allowed) {
    await recordDenial(parts, { caller, resource: 'documents', permission: 'data:export' }, request);
    throw new NotAllowedError();
  }
  if (secondsOf(parts.clock) - caller.authenticatedAt > STEP_UP_SECONDS) throw new StepUpRequiredError(STEP_UP_SECONDS);
  return caller;
}
