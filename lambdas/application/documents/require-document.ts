import { decideOn } from '../../shared/authorization/decide-on';
import { denialFacts, type Decided } from '../../shared/authorization/decided-facts';
import type { Permission } from '../../shared/contract';
import type { TenantTransaction } from '../../shared/database/tenant-transaction';
import type { Request, RequestFacts } from '../../shared/http/request';
import type { StoredDocument } from '../domain/document';
import { DeniedError, DocumentNotFoundError, NotAllowedError } from '../domain/errors';
import type { Actor } from '../../shared/authorization/actor';
import type { Decision } from '../../shared/authorization/decide';
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

/** A document that was met, and by which decision. */
export interface Met {
  readonly document: StoredDocument;
  /** On what is to be done to it. */
  readonly decision: Decision;
}

/**
 * The document, decided on as it is (AZN-3): the authorizer knew the route alone.
 * @throws {DeniedError} of a {DocumentNotFoundError} when there is none, or the caller may not read it: the two are alike; of a
 * {NotAllowedError} when they may read it, and not do this. {@link recordDenials} records and opens it.
 */
export async function requireDocument(parts: DocumentParts, transaction: TenantTransaction, { caller, tenant, id, permission }: Deed): Promise<Met> {
  const document = await findRow(transaction, id);
  const resource = document === undefined ? undefined : ({ type: 'Document', tenant, creator: document.creator } as const);
  const read = decideOn(parts.decide, caller, 'documents:read', resource);
  if (document === undefined || !read.allowed) throw new DeniedError(new DocumentNotFoundError(), 'documents:read', read);
  const decision = decideOn(parts.decide, caller, permission, resource);
  if (!decision.allowed) throw new DeniedError(new NotAllowedError(), permission, decision);
  return { document, decision };
}

/** Runs what reaches for a document; that it was denied is in the trail before the caller hears of it, alike for one that isn't there. */
export async function recordDenials<Result>(parts: DocumentParts, deed: Deed, request: RequestFacts, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DeniedError)) throw error;
    const { refusal, permission, decision } = error;
    const { caller, tenant, id, permission: wanted } = deed;
    await recordDenial(parts, { caller, tenant, resource: `document/${id}`, permission, decision }, request, { wanted });
    throw refusal;
  }
}

/**
 * A denial in the trail.
 * @param more details, such as what the permission was needed for
 */
export async function recordDenial(parts: DocumentParts, decided: Decided, request: RequestFacts, more: Readonly<Record<string, string>> = {}): Promise<void> {
  await parts.outbox.put(await parts.audit.event(denialFacts(decided, more), request));
}
