import { creatorOf, type Decider } from './decide-for';
import type { Resource } from './request';
import type { Principal } from '../http/request';

/**
 * Which documents of a tenant somebody may see: a condition on their creator, as the parameters of
 * `(creator = ${creator} AND ${own}) OR (creator <> ${creator} AND ${others})`.
 */
export interface RowFilter {
  readonly creator: string;
  /** Those that they created. */
  readonly own: boolean;
  /** All the others. */
  readonly others: boolean;
}

/** Created by nobody that there is: no ID of a creator is without a slash. */
const SOMEBODY_ELSE = 'another';

/**
 * The policies, evaluated as far as they can be before a row is known. Of a document they look at tenant and creator, and compare the
 * creator with the caller alone, which the compiler makes sure of: so all rows of a tenant are of two kinds, and each is asked once.
 * @param isAllowed what the policies say of one document
 */
export function rowFilterOf(isAllowed: (document: Resource) => boolean, { id, tenant }: { readonly id: string; readonly tenant: string }): RowFilter {
  const mayRead = (creator: string): boolean => isAllowed({ type: 'Document', tenant, creator });
  return { creator: id, own: mayRead(id), others: mayRead(SOMEBODY_ELSE) };
}

/** Which documents of a tenant a caller may read. */
export function rowFilterFor(decide: Decider, caller: Principal, tenant: string): RowFilter {
  return rowFilterOf((document) => decide(caller, 'documents:read', document).allowed, { id: creatorOf(caller), tenant });
}
