import { inTenant } from '../../shared/database/in-tenant';
import { unchanged } from '../../shared/http/entity-tags';
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
  const tag = entityTag(document.version);
  return unchanged(request, tag) ?? { status: 200, body: await showDocument(parts, actor, document), headers: { ETag: tag } };
}
