import { sql } from '../../shared/database/statement';
import type { Reply, Request } from '../../shared/http/request';
import { entityTag } from '../domain/entity-tag';
import type { Actor } from '../../shared/authorization/actor';
import { changeDocument } from './change-document';
import type { DocumentParts } from './parts';
import { documentIdOf } from './require-document';
import { recogniseFile } from './recognise-file';
import type { AttachBody } from './schemas';
import { fieldAt } from './sealed-fields';

/**
 * `PUT /documents/{document}/attachment`: the document's file, in place of the one before.
 * @throws {FileTooLargeError}, {UnsupportedFileError}; as {@link changeDocument}
 */
export async function attachFile(parts: DocumentParts, actor: Actor, request: Request<AttachBody>): Promise<Reply> {
  const content = Buffer.from(request.body.content, 'base64');
  const { mediaType } = await recogniseFile(content);
  const id = documentIdOf(request);
  const sealed = await parts.cipher.seal(fieldAt({ tenant: actor.tenant, id }, 'attachments', 'content'), content);
  const version = await changeDocument(parts, request, {
    ...actor,
    id,
    permission: 'documents:update',
    action: 'document.attached',
    change: async (transaction) => {
      await transaction.query(sql`DELETE FROM app.attachments WHERE document_id = ${id}::uuid`);
      await transaction.query(sql`INSERT INTO app.attachments (document_id, media_type, content) VALUES (${id}::uuid, ${mediaType}, ${sealed})`);
      await transaction.query(sql`UPDATE app.documents SET version = version + 1 WHERE id = ${id}::uuid`);
    },
  });
  return { status: 200, body: { document_id: id, version: version + 1, attachment: mediaType }, headers: { ETag: entityTag(version + 1) } };
}
