import type { Fields } from './operators';

/** One Cedar policy, compiled. */
export interface CompiledPolicy {
  /** Its `@id`. */
  readonly id: string;
  /** Whether its scope and conditions hold. @throws {EvaluationError} where Cedar would have an error */
  readonly holds: (principal: Fields, resource: Fields, context: Fields) => boolean;
}

/** What is to be asked for one action. */
export interface CompiledAction {
  /** Types of principals and resources that the schema knows for it. */
  readonly principals: readonly string[];
  readonly resources: readonly string[];
  readonly forbids: readonly CompiledPolicy[];
  readonly permits: readonly CompiledPolicy[];
}

/** A whole set of policies, compiled. */
export interface CompiledPolicySet {
  /** SHA-256 of the files that it was compiled from. */
  readonly hash: string;
  /** Every role of the hierarchy. */
  readonly roles: readonly string[];
  readonly actions: ReadonlyMap<string, CompiledAction>;
}
