import type { Field } from '../../shared/fields/field-cipher';
import type { StoredDocument } from '../domain/document';
import type { DocumentParts } from './parts';

/** Which document. */
export interface DocumentPlace {
  readonly tenant: string;
  readonly id: string;
}

/** Fields in clear; those that are left out aren't there, or stay. */
export interface ClearFields {
  readonly body?: string | undefined;
  readonly contact_email?: string | undefined;
}

/** The same, sealed; null for none. */
export interface SealedFields {
  readonly body: Buffer | null;
  readonly contactEmail: Buffer | null;
}

/** Where a column of a document, or its file, is sealed for. */
export function fieldAt({ tenant, id }: DocumentPlace, table: 'attachments' | 'documents', column: string): Field {
  return { tenant, table, column, row: id, fieldClass: 'confidential' };
}

/** Before the transaction: a key that has to be fetched must not keep a row locked. */
export async function sealFields({ cipher }: DocumentParts, place: DocumentPlace, { body, contact_email: email }: ClearFields): Promise<SealedFields> {
  const seal = async (column: string, text: string | undefined): Promise<Buffer | null> =>
    text === undefined ? null : cipher.seal(fieldAt(place, 'documents', column), Buffer.from(text));
  const [sealedBody, contactEmail] = await Promise.all([seal('body', body), seal('contact_email', email)]);
  return { body: sealedBody, contactEmail };
}

/** What is sealed in a document, in clear. */
export async function openFields({ cipher }: DocumentParts, tenant: string, document: StoredDocument): Promise<{ body: string; contact_email?: string }> {
  const { id, body, contactEmail } = document;
  const open = async (column: string, sealed: Uint8Array): Promise<string> =>
    (await cipher.open(fieldAt({ tenant, id }, 'documents', column), sealed)).toString();
  return {
    body: await open('body', body),
    ...(contactEmail === undefined ? {} : { contact_email: await open('contact_email', contactEmail) }),
  };
}
