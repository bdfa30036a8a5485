import type { App, IPolicyValidationPlugin, PolicyValidationPluginReport, PolicyViolation } from 'aws-cdk-lib';
import { judgeTemplates, type TemplateStandard } from '../assurance/evidence/judge-templates';
import { brokenParts, openFindings, type BrokenPart, type OpenFinding } from '../assurance/evidence/open-findings';
import { buildGraph } from '../assurance/templates/build';
import type { Configuration } from '../assurance/templates/configuration';
import { loadAssembly } from '../assurance/templates/load';

/** Fatal, because only that can't be acknowledged in the code: the register of exceptions is the only way round. */
const SEVERITY = 'fatal';

/** Our checks and proofs as a validation plugin of the CDK, so that `cdk synth` and `cdk deploy` fail on a broken control. */
export class ControlPlugin implements IPolicyValidationPlugin {
  readonly name = 'ringwall';

  constructor(
    private readonly app: App,
    private readonly configurations: readonly Configuration[],
    private readonly standard: TemplateStandard,
  ) {}

  validate(): PolicyValidationPluginReport {
    const graphs = loadAssembly(this.app.outdir, this.configurations).map(buildGraph);
    const controls = judgeTemplates(graphs, this.standard);
    const violations = [...openFindings(controls).map(violationOf), ...brokenParts(controls).map(brokenViolationOf)];
    return { success: violations.length === 0, violations };
  }
}

function violationOf({ check, finding: { environment, path, reason, steps = [] }, controls }: OpenFinding): PolicyViolation {
  const violatingResources = [{ constructPath: path === null ? environment : `${environment}/${path}`, locations: ['Properties'] }];
  return { ruleName: check, description: `${[...controls].join(', ')}: ${[reason, ...steps].join('\n')}`, severity: SEVERITY, violatingResources };
}

function brokenViolationOf({ control, environment, part: { id, claim, reason = '' } }: BrokenPart): PolicyViolation {
  return {
    ruleName: `${control}/${id}`,
    description: `${claim} ${reason}`,
    severity: SEVERITY,
    violatingResources: [{ constructPath: environment, locations: [] }],
  };
}
