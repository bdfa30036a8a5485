import { inTenant } from '../../shared/database/in-tenant';
import { unchanged } from '../../shared/http/entity-tags';
import type { Reply, Request } from '../../shared/http/request';
import { entityTag } from '../domain/entity-tag';
import type { Actor } from '../../shared/authorization/actor';
import type { DocumentParts } from './parts';
import { recordReading } from './record-reading';
import { documentIdOf, recordDenials, requireDocument } from './require-document';
import { showDocument } from './show-document';

/** `GET /documents/{document}`. Its body is confidential, so that it was read is in the trail before it leaves. */
export async function readDocument(parts: DocumentParts, actor: Actor, request: Request): Promise<Reply> {
  const deed = { ...actor, id: documentIdOf(request), permission: 'documents:read' } as const;
  const { document, decision } = await recordDenials(parts, deed, request, () =>
    inTenant(parts.database, actor.tenant, (transaction) => requireDocument(parts, transaction, deed)),
  );
  const tag = entityTag(document.version);
  const same = unchanged(request, tag);
  if (same !== undefined) return same;
  const body = await showDocument(parts, actor, document);
  await recordReading(parts, { ...deed, decision, part: 'body' }, request);
  return { status: 200, body, headers: { ETag: tag } };
}
