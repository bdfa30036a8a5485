import { inTenant } from '../../shared/database/in-tenant';
import { sql } from '../../shared/database/statement';
import { unchanged } from '../../shared/http/entity-tags';
import type { Reply, Request } from '../../shared/http/request';
import { entityTag } from '../domain/entity-tag';
import { AttachmentNotFoundError, NotAcceptableError } from '../domain/errors';
import type { Actor } from '../../shared/authorization/actor';
import type { DocumentParts } from './parts';
import { extensionOf } from './recognise-file';
import { recordReading } from './record-reading';
import { documentIdOf, recordDenials, requireDocument } from './require-document';
import { fieldAt } from './sealed-fields';

/**
 * By which the gateway knows that bytes are wanted: the first type of `Accept`, whatever its parameters and whatever follows. To others,
 * those who accept all among them, it would send base64 under the type of a file (decision 0120).
 */
const BYTES = /^application\/octet-stream[ \t]*(?:$|[,;])/;
/** RFC 9110 §12.4.2: not at all. */
const UNWANTED = /^[^,]*;[ \t]*q=0(?:\.0*)?[ \t]*(?:$|[,;])/i;

/**
 * `GET /documents/{document}/attachment`: the file, of the type that we recognised, to be saved and never shown (EDGE-13). That it was
 * read is in the trail before it leaves.
 * @throws {NotAcceptableError}, {AttachmentNotFoundError}; as {@link requireDocument}
 */
export async function readAttachment(parts: DocumentParts, actor: Actor, request: Request): Promise<Reply> {
  const { accept = '' } = request.headers;
  if (!BYTES.test(accept) || UNWANTED.test(accept)) throw new NotAcceptableError();
  const deed = { ...actor, id: documentIdOf(request), permission: 'documents:read' } as const;
  const { document, decision, content } = await recordDenials(parts, deed, request, () =>
    inTenant(parts.database, actor.tenant, async (transaction) => {
      const met = await requireDocument(parts, transaction, deed);
      const { rows } = await transaction.query(sql`SELECT content FROM app.attachments WHERE document_id = ${met.document.id}::uuid`);
      return { ...met, content: rows[0]?.content };
    }),
  );
  if (document.mediaType === undefined || !(content instanceof Uint8Array)) throw new AttachmentNotFoundError();
  const tag = entityTag(document.version);
  const same = unchanged(request, tag);
  if (same !== undefined) return same;
  const body = await parts.cipher.open(fieldAt({ tenant: actor.tenant, id: document.id }, 'attachments', 'content'), content);
  await recordReading(parts, { ...deed, decision, part: 'file' }, request);
  const name = `document-${document.id}.${extensionOf(document.mediaType)}`;
  const type = document.mediaType === 'text/plain' ? 'text/plain; charset=utf-8' : document.mediaType;
  const headers = { 'Content-Type': type, 'Content-Disposition': `attachment; filename="${name}"`, ETag: tag };
  return { status: 200, body, headers };
}
