import type { Request } from '../../shared/http/request';
import { route, type RoutesOf } from '../../shared/http/route';
import { actorOf, type Actor } from '../../shared/authorization/actor';
import { attachFile } from './attach-file';
import type { contract } from './contract';
import { createDocument } from './create-document';
import { deleteDocument } from './delete-document';
import { exportDocuments } from './export-documents';
import { listDocuments } from './list-documents';
import type { DocumentParts } from './parts';
import { readAttachment } from './read-attachment';
import { readDocument } from './read-document';
import { attachBody, createBody, updateBody } from './schemas';
import { updateDocument } from './update-document';

/** The longest body, of characters that take four bytes; and the longest file in base64. */
const DOCUMENT_BYTES = 40_960;
const FILE_BYTES = 360_448;

/** Who answers each route. */
export function documentRoutes(parts: DocumentParts): RoutesOf<typeof contract> {
  const actor = (request: Request<unknown>): Actor => actorOf(request, parts.clock);
  return {
    'GET /documents': route(undefined, (request) => listDocuments(parts, actor(request), request), { query: ['limit', 'cursor'] }),
    'POST /documents': route(createBody, (request) => createDocument(parts, actor(request), request), { maximumBytes: DOCUMENT_BYTES }),
    'GET /documents/export': route(undefined, (request) => exportDocuments(parts, actor(request), request), { query: ['limit', 'cursor'] }),
    'GET /documents/{document}': route(undefined, (request) => readDocument(parts, actor(request), request)),
    'PATCH /documents/{document}': route(updateBody, (request) => updateDocument(parts, actor(request), request), { maximumBytes: DOCUMENT_BYTES }),
    'DELETE /documents/{document}': route(undefined, (request) => deleteDocument(parts, actor(request), request)),
    'GET /documents/{document}/attachment': route(undefined, (request) => readAttachment(parts, actor(request), request)),
    'PUT /documents/{document}/attachment': route(attachBody, (request) => attachFile(parts, actor(request), request), { maximumBytes: FILE_BYTES }),
  };
}
