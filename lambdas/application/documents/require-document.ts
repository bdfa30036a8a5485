import type { Permission } from '../../shared/contract';
import type { TenantTransaction } from '../../shared/database/tenant-transaction';
import type { Request, RequestFacts } from '../../shared/http/request';
import type { StoredDocument } from '../domain/document';
import { DocumentNotFoundError, NotAllowedError } from '../domain/errors';
import { whoOf, type Actor } from '../../shared/authorization/actor';
import type { DocumentParts } from './parts';
import { findRow } from './rows';

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What is done to which document, and who asks. */
export interface Deed extends Actor {
  readonly id: string;
  readonly permission: Permission;
}

/**
 * The ID of the document in a path.
 * @throws {DocumentNotFoundError} for what is none
 */
export function documentIdOf({ params }: Pick<Request<unknown>, 'params'>): string {
  const { document: id = '' } = params;
  if (!ID.test(id)) throw new DocumentNotFoundError();
  return id;
}

/**
 * The document, decided on as it is (AZN-3): the authorizer knew the route alone.
 * @throws {DocumentNotFoundError} when there is none, or the caller may not read it: the two are alike
 * @throws {NotAllowedError} when they may read it, and not do this
 */
export async function requireDocument(parts: DocumentParts, transaction: TenantTransaction, { caller, tenant, id, permission }: Deed): Promise<StoredDocument> {
  const document = await findRow(transaction, id);
  if (document === undefined) throw new DocumentNotFoundError();
  const resource = { type: 'Document', tenant, creator: document.creator } as const;
  if (!parts.decide(caller, 'documents:read', resource).allowed) throw new DocumentNotFoundError();
  if (!parts.decide(caller, permission, resource).allowed) throw new NotAllowedError();
  return document;
}

/** Runs what reaches for a document; that it was refused is in the trail before the caller hears of it, alike for one that isn't there. */
export async function recordDenials<Result>(parts: DocumentParts, deed: Deed, request: RequestFacts, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const isDenial = error instanceof DocumentNotFoundError || error instanceof NotAllowedError;
    if (isDenial) await recordDenial(parts, { ...deed, resource: `document/${deed.id}` }, request);
    throw error;
  }
}

/** A refusal in the trail. */
export async function recordDenial(
  parts: DocumentParts,
  { resource, permission, ...actor }: Omit<Deed, 'id'> & { readonly resource: string },
  request: RequestFacts,
): Promise<void> {
  const who = whoOf(actor);
  const facts = { ...who, action: 'access.denied', result: 'failure', resource, details: { ...who.details, permission } } as const;
  await parts.outbox.put(await parts.audit.event(facts, request));
}
