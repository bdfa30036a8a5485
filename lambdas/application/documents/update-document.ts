import { sql } from '../../shared/database/statement';
import type { Reply, Request } from '../../shared/http/request';
import { checkTitle } from '../domain/check-title';
import { entityTag } from '../domain/entity-tag';
import { NothingToChangeError } from '../domain/errors';
import type { Actor } from '../../shared/authorization/actor';
import { changeDocument } from './change-document';
import type { DocumentParts } from './parts';
import { documentIdOf } from './require-document';
import type { UpdateBody } from './schemas';
import { sealFields } from './sealed-fields';

/**
 * `PATCH /documents/{document}`: what is sent is changed, the rest stays.
 * @throws {NothingToChangeError}, {EmptyTitleError}; as {@link changeDocument}
 */
export async function updateDocument(parts: DocumentParts, actor: Actor, request: Request<UpdateBody>): Promise<Reply> {
  const { body } = request;
  if (Object.keys(body).length === 0) throw new NothingToChangeError();
  if (body.title !== undefined) checkTitle(body.title);
  const id = documentIdOf(request);
  const fields = await sealFields(parts, { tenant: actor.tenant, id }, body);
  const version = await changeDocument(parts, request, {
    ...actor,
    id,
    permission: 'documents:update',
    action: 'document.updated',
    change: async (transaction) => {
      await transaction.query(sql`
        UPDATE app.documents SET title = coalesce(${body.title ?? null}, title), body = coalesce(${fields.body}::app.sealed, body),
          contact_email = coalesce(${fields.contactEmail}::app.sealed, contact_email), version = version + 1
        WHERE id = ${id}::uuid`);
    },
  });
  return { status: 200, body: { document_id: id, version: version + 1 }, headers: { ETag: entityTag(version + 1) } };
}
