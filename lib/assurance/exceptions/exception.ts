import type { ControlId, Role } from '../controls/control';

/** Days that a decision holds at most; then it has to be taken again. */
export const LONGEST_DAYS = 180;

/** Days ahead of its expiry from which an entry warns. */
export const WARNING_DAYS = 14;

/** Entries of the whole product at most: more would be a policy, not exceptions from one. */
export const MOST_ENTRIES = 30;

/** One accepted risk: one decision about one rule, on constructs named one by one. */
export interface Exception {
  /** Such as `EX-001`; never used again. */
  readonly id: `EX-${string}`;
  /** The nag rule's own name without its pack (it holds in every pack that has the rule), or the ID of a check or proof. */
  readonly rule: string;
  /** Why the rule can't be kept here. */
  readonly reason: string;
  /** What holds the risk down instead. */
  readonly compensatingControl: {
    readonly controls: readonly ControlId[];
    readonly sentence: string;
  };
  /**
   * Construct paths below the environment, such as `network/Vpc/PublicAcl`. Each covers the resource at exactly that path
   * or its default child, and nothing else below: no pattern, so that a new construct isn't covered.
   */
  readonly constructs: readonly string[];
  /**
   * Exactly what was found, for the rules that report several things on one resource, such as
   * `Policy::arn:<AWS::Partition>:iam::aws:policy/ReadOnlyAccess`; for a check or proof, the reasons that it gives, word by
   * word. Without it no such finding is covered.
   * @default - the nag rule reports one thing a resource
   */
  readonly findings?: readonly string[];
  /** Names of the environments in which it holds. */
  readonly environments: readonly string[];
  /** Who answers for the risk. */
  readonly owner: Role;
  /** Who accepted it: another role than the owner. */
  readonly approver: Role;
  /** UTC day of the decision, `YYYY-MM-DD`. */
  readonly approved: string;
  /** The first UTC day on which it no longer holds, at most 180 days after the decision. */
  readonly expires: string;
}
