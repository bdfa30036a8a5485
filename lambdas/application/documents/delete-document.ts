import { sql } from '../../shared/database/statement';
import type { Reply, Request } from '../../shared/http/request';
import type { Actor } from '../../shared/authorization/actor';
import { changeDocument } from './change-document';
import type { DocumentParts } from './parts';
import { documentIdOf } from './require-document';

/** `DELETE /documents/{document}`: the document and its file. */
export async function deleteDocument(parts: DocumentParts, actor: Actor, request: Request): Promise<Reply> {
  const id = documentIdOf(request);
  await changeDocument(parts, request, {
    ...actor,
    id,
    permission: 'documents:delete',
    action: 'document.deleted',
    change: async (transaction) => {
      await transaction.query(sql`DELETE FROM app.attachments WHERE document_id = ${id}::uuid`);
      await transaction.query(sql`DELETE FROM app.documents WHERE id = ${id}::uuid`);
    },
  });
  return { status: 204 };
}
