import type { CfnResource } from 'aws-cdk-lib';
import { NagRuleCompliance, type NagRuleResult } from 'cdk-nag';
import { PACKS, type AppliedRule, type PackName, type Rule } from './packs';

/** What one rule of one pack, which applies to a resource, says of it. */
export interface Outcome {
  readonly pack: PackName;
  /** The rule's own name, the same in every pack, such as `IAMNoWildcardPermissions`. */
  readonly rule: string;
  /** Its ID in this pack, such as `AwsSolutions-IAM5`. */
  readonly ruleId: string;
  /** A rule that throws is an `error`, and a finding like a `fail`. */
  readonly verdict: 'pass' | 'fail' | 'error';
  /** What exactly was found, where a rule reports several things on one resource, such as `Action::s3:*`. */
  readonly findingId?: string;
  /** The pack's text of the finding; for an `error`, why the rule couldn't judge. */
  readonly info: string;
}

/** All that the packs say of one resource. */
export interface ResourceJudgement {
  readonly outcomes: readonly Outcome[];
  /** The pack of each rule that doesn't apply: 99 of 100, and nothing more to say of them. */
  readonly notApplicable: readonly PackName[];
}

type Result = NagRuleResult | Error;

/**
 * Judges resources by all packs. Most rules stand in several packs and are pure functions of the construct tree, so each
 * is evaluated once for a resource and its result serves every pack.
 */
export function createJudge(): (resource: CfnResource) => ResourceJudgement {
  let judged: CfnResource;
  let results = new Map<Rule, Result>();
  let outcomes: Outcome[] = [];
  let notApplicable: PackName[] = [];
  const packs = PACKS.map(({ name, open }) =>
    open((applied) => {
      // A pack walks on into a resource's children; they have their own turn.
      if (applied.node !== judged) return;
      const result = evaluateOnce(applied, results);
      if (result === NagRuleCompliance.NOT_APPLICABLE) notApplicable.push(name);
      else outcomes.push(...outcomesOf(name, applied, result));
    }),
  );
  return (resource) => {
    judged = resource;
    results = new Map();
    outcomes = [];
    notApplicable = [];
    for (const pack of packs) pack.validateScope(resource);
    return { outcomes, notApplicable };
  };
}

function evaluateOnce(applied: AppliedRule, results: Map<Rule, Result>): Result {
  const known = results.get(applied.rule);
  if (known !== undefined) return known;
  const result = evaluate(applied);
  results.set(applied.rule, result);
  return result;
}

function evaluate({ rule, node }: AppliedRule): Result {
  try {
    return rule(node);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function outcomesOf(pack: PackName, { rule, ruleSuffixOverride, info }: AppliedRule, result: Result): Outcome[] {
  const about = { pack, rule: rule.name, ruleId: `${pack}-${ruleSuffixOverride ?? rule.name}` };
  if (result instanceof Error) return [{ ...about, verdict: 'error', info: `The rule could not judge: ${result.message}` }];
  if (Array.isArray(result) && result.length > 0) return result.map((findingId) => ({ ...about, verdict: 'fail', findingId, info }));
  return [{ ...about, verdict: result === NagRuleCompliance.NON_COMPLIANT ? 'fail' : 'pass', info }];
}
