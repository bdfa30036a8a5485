import { creatorOf } from '../../shared/authorization/decide-for';
import { describeDocument, type StoredDocument } from '../domain/document';
import { visibleFields } from '../domain/visible-fields';
import type { Actor } from '../../shared/authorization/actor';
import type { DocumentParts } from './parts';
import { openFields } from './sealed-fields';

/** A document as its reader may see it (KEY-5). */
export async function showDocument(parts: DocumentParts, { caller, tenant }: Actor, document: StoredDocument): Promise<Record<string, unknown>> {
  const fields = await openFields(parts, tenant, document);
  return { ...describeDocument(document), ...visibleFields(fields, caller, document.creator === creatorOf(caller)) };
}
