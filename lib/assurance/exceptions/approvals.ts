import type { Exception } from './exception';

/** Whether somebody who may approve signed for an entry. */
export type Approval =
  | { readonly status: 'verified'; /** The signer's name in `.github/allowed_signers`. */ readonly signer: string }
  | { readonly status: 'unverified'; readonly reason: string };

/** Finds who signed the commit that last changed an entry's file, given relative to the repository's root, or what it takes its constructs from. */
export type FindApproval = (file: string) => Approval;

/** The approval of each entry by its ID: whoever signed the commit that last changed what it says. */
export function approvals(register: readonly Exception[], findApproval: FindApproval): ReadonlyMap<string, Approval> {
  return new Map(register.map((entry) => [entry.id, findApproval(entryFile(entry))]));
}

/** The file of one entry and no other, relative to the repository's root. It may take its constructs from another. */
export function entryFile({ id }: Exception): string {
  return `lib/assurance/exceptions/register/${id.toLowerCase()}.ts`;
}
