import type { Exception } from './exception';

/** Whether somebody who may approve signed for an entry. */
export type Approval =
  | { readonly status: 'verified'; /** The signer's name in `.github/allowed_signers`. */ readonly signer: string }
  | { readonly status: 'unverified'; readonly reason: string };

/** Finds who signed the commit that last changed a file, given relative to the repository's root. */
export type FindApproval = (file: string) => Approval;

/** The approval of each entry by its ID: whoever signed the commit that last changed the entry's file. */
export function approvals(register: readonly Exception[], findApproval: FindApproval): ReadonlyMap<string, Approval> {
  return new Map(register.map((entry) => [entry.id, findApproval(entryFile(entry))]));
}

/** The file that holds one entry and nothing else, relative to the repository's root. */
export function entryFile({ id }: Exception): string {
  return `lib/assurance/exceptions/register/${id.toLowerCase()}.ts`;
}
