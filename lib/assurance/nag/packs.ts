import type { CfnResource } from 'aws-cdk-lib';
import {
  AwsSolutionsChecks,
  HIPAASecurityChecks,
  NIST80053R5Checks,
  PCIDSS321Checks,
  ServerlessChecks,
  type IApplyRule,
  type NagPack,
  type NagRuleResult,
} from 'cdk-nag';

/** What a pack is called in its rule IDs, as in `AwsSolutions-IAM5`. */
export type PackName = 'AwsSolutions' | 'NIST.800.53.R5' | 'HIPAA.Security' | 'PCI.DSS.321' | 'Serverless';

/** A rule of cdk-nag: a function of a resource and of the construct tree around it. */
export type Rule = (resource: CfnResource) => NagRuleResult;

/** A rule as a pack applies it to a resource. */
export interface AppliedRule {
  readonly node: CfnResource;
  readonly rule: Rule;
  /** The rule's name in this pack, where it isn't the rule's own. */
  readonly ruleSuffixOverride?: string;
  /** What is wrong where it fails. */
  readonly info: string;
}

/** Takes a rule in place of cdk-nag's own evaluation. */
export type TakeRule = (applied: AppliedRule) => void;

/** One rule pack of cdk-nag. */
export interface Pack {
  readonly name: PackName;
  /** For people, with the edition that the pack really checks. */
  readonly title: string;
  /** The pack, handing each rule to `take` instead of evaluating it. */
  readonly open: (take: TakeRule) => NagPack;
}

/** The packs that every stack of every environment is held against (CMP-2). PCI DSS is at 3.2.1 there, and labelled so. */
export const PACKS: readonly Pack[] = Object.freeze([
  Object.freeze<Pack>({
    name: 'AwsSolutions',
    title: 'AWS Solutions',
    open: (take) =>
      new (class extends AwsSolutionsChecks {
        protected override applyRule(applied: IApplyRule): void {
          take(applied);
        }
      })(),
  }),
  Object.freeze<Pack>({
    name: 'NIST.800.53.R5',
    title: 'NIST SP 800-53 revision 5',
    open: (take) =>
      new (class extends NIST80053R5Checks {
        protected override applyRule(applied: IApplyRule): void {
          take(applied);
        }
      })(),
  }),
  Object.freeze<Pack>({
    name: 'HIPAA.Security',
    title: 'HIPAA Security Rule',
    open: (take) =>
      new (class extends HIPAASecurityChecks {
        protected override applyRule(applied: IApplyRule): void {
          take(applied);
        }
      })(),
  }),
  Object.freeze<Pack>({
    name: 'PCI.DSS.321',
    title: 'PCI DSS 3.2.1',
    open: (take) =>
      new (class extends PCIDSS321Checks {
        protected override applyRule(applied: IApplyRule): void {
          take(applied);
        }
      })(),
  }),
  Object.freeze<Pack>({
    name: 'Serverless',
    title: 'Serverless',
    open: (take) =>
      new (class extends ServerlessChecks {
        protected override applyRule(applied: IApplyRule): void {
          take(applied);
        }
      })(),
  }),
]);
