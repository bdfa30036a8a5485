import { route, type RoutesOf } from '../../shared/http/route';
import { attachFile } from './attach-file';
import { callerOf } from './caller';
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
  return {
    'GET /documents': route(undefined, (request) => listDocuments(parts, callerOf(request), request)),
    'POST /documents': route(createBody, (request) => createDocument(parts, callerOf(request), request), { maximumBytes: DOCUMENT_BYTES }),
    'GET /documents/export': route(undefined, (request) => exportDocuments(parts, callerOf(request), request)),
    'GET /documents/{document}': route(undefined, (request) => readDocument(parts, request)),
    'PATCH /documents/{document}': route(updateBody, (request) => updateDocument(parts, request), { maximumBytes: DOCUMENT_BYTES }),
    'DELETE /documents/{document}': route(undefined, (request) => deleteDocument(parts, request)),
    'GET /documents/{document}/attachment': route(undefined, (request) => readAttachment(parts, request)),
    'PUT /documents/{document}/attachment': route(attachBody, (request) => attachFile(parts, request), { maximumBytes: FILE_BYTES }),
  };
}
