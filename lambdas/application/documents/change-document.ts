import type { AuditAction } from '../../shared/audit/actions';
import { inTenant } from '../../shared/database/in-tenant';
import type { TenantTransaction } from '../../shared/database/tenant-transaction';
import type { Request } from '../../shared/http/request';
import type { StoredDocument } from '../domain/document';
import { isExpected } from '../../shared/http/entity-tags';
import { PreconditionRequiredError } from '../../shared/http/errors';
import { entityTag } from '../domain/entity-tag';
import { StaleVersionError } from '../domain/errors';
import { whoOf } from '../../shared/authorization/actor';
import { groundsOf } from '../../shared/audit/denied';
import { moveOldest, writeEvent } from './events';
import type { DocumentParts } from './parts';
import { recordDenials, requireDocument, type Deed } from './require-document';

/** A change of a document. */
export interface DocumentChange extends Deed {
  readonly action: AuditAction;
  /** Runs with the document as it is, which is as the caller read it. */
  readonly change: (transaction: TenantTransaction, document: StoredDocument) => Promise<void>;
}

/**
 * Changes a document that is as the caller read it (RFC 9110 §13.1.1), with its audit event, in one transaction.
 * @returns the version that it was
 * @throws {PreconditionRequiredError}, {StaleVersionError}; as {@link requireDocument}
 */
export async function changeDocument(parts: DocumentParts, request: Request<unknown>, deed: DocumentChange): Promise<number> {
  const { 'if-match': expected } = request.headers;
  if (expected === undefined) throw new PreconditionRequiredError();
  const { tenant, id, permission, action, change } = deed;
  const who = whoOf(deed);
  const facts = { ...who, action, result: 'success', resource: `document/${id}`, details: { ...who.details, permission } } as const;
  const event = await parts.audit.event(facts, request);
  const version = await recordDenials(parts, deed, request, () =>
    inTenant(parts.database, tenant, async (transaction) => {
      const { document, decision } = await requireDocument(parts, transaction, deed);
      if (!isExpected(expected, entityTag(document.version))) throw new StaleVersionError();
      await change(transaction, document);
      await writeEvent(transaction, { ...event, details: { ...event.details, ...groundsOf(decision), version: document.version } });
      return document.version;
    }),
  );
  await moveOldest(parts, tenant);
  return version;
}
