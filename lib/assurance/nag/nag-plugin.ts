import type { IPolicyValidationContext, IPolicyValidationPlugin, PolicyValidationPluginReport, PolicyViolation } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Acknowledged } from './acknowledge';
import type { Outcome } from './judge';
import type { PlacedOutcome } from './judge-tree';
import type { PackName } from './packs';
import { strayAcknowledgements, type StrayAcknowledgement } from './stray-acknowledgements';

/**
 * One pack as a validation plugin. Unlike cdk-nag's own it reports what was acknowledged too, so that the CDK keeps it in
 * the validation report as suppressed, with its reason, instead of dropping it without a trace; and it refuses
 * acknowledgements that the register doesn't know.
 */
export class NagPlugin implements IPolicyValidationPlugin {
  constructor(
    readonly name: PackName,
    private readonly judge: (root: IConstruct) => readonly PlacedOutcome[],
    private readonly acknowledged: Acknowledged,
  ) {}

  validate({ appConstruct }: IPolicyValidationContext): PolicyValidationPluginReport {
    const found = this.judge(appConstruct).filter(({ outcome }) => outcome.pack === this.name);
    const stray = strayAcknowledgements(appConstruct, this.name, this.acknowledged);
    const violations = [...found.map(violationOf), ...stray.map((one) => strayViolationOf(this.name, one))];
    return { success: violations.length === 0, violations };
  }
}

/** Warnings of the packs are errors here: once anything is suppressed, the CDK lets a synthesis with mere warnings pass. */
function violationOf({ path, outcome }: PlacedOutcome): PolicyViolation {
  return { ruleName: ruleNameOf(outcome), description: outcome.info, severity: 'error', violatingResources: [placeOf(path)] };
}

/** A finding on its own is acknowledged by its own ID. */
function ruleNameOf({ ruleId, findingId }: Outcome): string {
  return findingId === undefined ? ruleId : `${ruleId}[${findingId}]`;
}

/** Fatal, because only that can't be acknowledged in its turn. */
function strayViolationOf(pack: PackName, { path, id }: StrayAcknowledgement): PolicyViolation {
  return {
    ruleName: `${pack}-AcknowledgedOutsideRegister`,
    description: `${id} is acknowledged in the code, and the register of exceptions doesn't list it for this construct.`,
    fix: 'Fix the finding and delete the acknowledgement, or have an exception approved in lib/assurance/exceptions/register.',
    severity: 'fatal',
    violatingResources: [placeOf(path)],
  };
}

function placeOf(constructPath: string): PolicyViolation['violatingResources'][number] {
  return { constructPath, locations: ['Properties'] };
}
