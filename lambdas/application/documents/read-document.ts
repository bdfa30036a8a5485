import { inTenant } from '../../shared/database/in-tenant';
import type { Reply, Request } from '../../shared/http/request';
import { entityTag } from '../domain/entity-tag';
import type { Actor } from '../../shared/authorization/actor';
import type { DocumentParts } from './parts';
import { documentIdOf, recordDenials, requireDocument } from './require-document';
import { showDocument } from './show-document';

/** `GET /documents/{document}`. */
export async function readDocument(parts: DocumentParts, actor: Actor, request: Request): Promise<Reply> {
  const deed = { ...actor, id: documentIdOf(request), permission: 'documents:read' } as const;
  const document = await recordDenials(parts, deed, request, () =>
    inTenant(parts.database, actor.tenant, (transaction) => requireDocument(parts, transaction, deed)),
  );
  return { status: 200, body: await showDocument(parts, actor, document), headers: { ETag: entityTag(document.version) } };
}
