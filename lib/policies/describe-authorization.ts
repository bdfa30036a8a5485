import { accessMatrix, type MatrixTable } from './access-matrix';
import { hashPolicyFiles, readPolicyFiles } from './policy-files';
import { policyTexts, type PolicyText } from './policy-texts';

/** Who may do what, for people: decided by the compiled policies, beside the files that they are made of. */
export interface Authorization {
  /** The hash of the policy files, in every decision that rests on them (AZN-4). */
  readonly policySet: string;
  readonly tables: readonly MatrixTable[];
  readonly policies: readonly PolicyText[];
}

/** Authorization as it is in this checkout. */
export function describeAuthorization(): Authorization {
  const files = readPolicyFiles();
  return { policySet: hashPolicyFiles(files), tables: accessMatrix(), policies: policyTexts(files) };
}
