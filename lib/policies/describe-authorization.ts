import { accessMatrix, type MatrixTable } from './access-matrix';
import { RULES_ELSEWHERE, TERMS, type RuleElsewhere, type Term } from './authorization-notes';
import { cedarPolicySet } from './cedar-files';
import { hashPolicyFiles, readPolicyFiles } from './policy-files';
import { policyTexts, type PolicyText } from './policy-texts';

/**
 * Who may do what, for people. The tables are decided by the compiled policies, which a checkout may have changed without the files; the
 * hash, hierarchy and texts are of the files. Synthesis, which an audit begins with, stops where the two differ.
 */
export interface Authorization {
  /** The hash of the policy files, in every decision that rests on them (AZN-4). */
  readonly policySet: string;
  /** Each role with those that it inherits from directly. */
  readonly hierarchy: readonly { readonly role: string; readonly inherits: readonly string[] }[];
  /** The actions that unknown or risky circumstances forbid. */
  readonly sensitive: readonly string[];
  readonly terms: readonly Term[];
  readonly elsewhere: readonly RuleElsewhere[];
  readonly tables: readonly MatrixTable[];
  readonly policies: readonly PolicyText[];
}

/**
 * Authorization as it is in this checkout.
 * @throws {NotCompilableError} for files that Cedar can't read
 */
export function describeAuthorization(): Authorization {
  const files = readPolicyFiles();
  const { actions, roles } = cedarPolicySet(files);
  const sensitive = Object.entries(actions).filter(([, { memberOf = [] }]) => memberOf.some(({ id }) => id === 'sensitive'));
  return {
    policySet: hashPolicyFiles(files),
    hierarchy: Object.entries(roles).map(([role, inherits]) => ({ role, inherits })),
    sensitive: sensitive.map(([action]) => action).toSorted(),
    terms: TERMS,
    elsewhere: RULES_ELSEWHERE,
    tables: accessMatrix(),
    policies: policyTexts(files),
  };
}
