import { identifier } from './identifier';

/** Whose data keys. A person's for the audit trail are apart, since erasing an account keeps the trail readable (AUD-8). */
export type KeyOwner = PersonalOwner | { readonly kind: 'tenant'; readonly tenant: string };

/** A person as an owner, for their own fields or for the trail. */
export interface PersonalOwner {
  readonly kind: 'person' | 'audit';
  readonly tenant: string;
  readonly person: string;
}

/**
 * The owner as one text, such as `person/t-1/u-1`: identifiers hold no slash, so no two owners share one.
 * @throws {InvalidIdentifierError} when an identifier is none
 */
export function ownerText(owner: KeyOwner): string {
  const tenant = identifier('tenant', owner.tenant);
  return owner.kind === 'tenant' ? `tenant/${tenant}` : `${owner.kind}/${tenant}/${identifier('person', owner.person)}`;
}

/** The owner that a text of `ownerText` names; `undefined` when it is none. */
export function readOwner(text: string): KeyOwner | undefined {
  const [kind, tenant, person, ...rest] = text.split('/');
  if (tenant === undefined || rest.length > 0) return undefined;
  if (kind === 'tenant') return person === undefined ? { kind, tenant } : undefined;
  return (kind === 'person' || kind === 'audit') && person !== undefined ? { kind, tenant, person } : undefined;
}
