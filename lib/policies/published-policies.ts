import published from './published-policies.json';

/** The policies as a Verified Permissions policy store takes them: what Cedar itself read in the files. */
export interface PublishedPolicies {
  /** Of the files that it was made of. */
  readonly hash: string;
  /** In Cedar's JSON: CloudFormation takes no other. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** Each policy's text, by its `@id`. */
  readonly policies: Readonly<Record<string, string>>;
}

/** What is published: `npx ringwall permissions` makes it anew, and synthesis stops when it is older than the files. */
export const PUBLISHED_POLICIES: PublishedPolicies = published;
