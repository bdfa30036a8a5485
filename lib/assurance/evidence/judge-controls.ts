import type { Control } from '../controls/control';
import { describeRun, type Accepts } from './check-result';
import { describePacks } from './describe-nag';
import { judgeControl } from './judge-control';
import type { Result } from './result';
import { NAG_PROOF, notRun } from './run-checks';
import type { CheckResult, EvidenceControl } from './schema';
import type { Judged } from './weigh-exceptions';

/** Judges every control in every environment by what was found there and what tests brought. */
export function judgeControls(controls: readonly Control[], judged: readonly Judged[], accepts: Accepts, results: readonly Result[]): EvidenceControl[] {
  return controls.map((control) =>
    judgeControl(
      control,
      judged.map((environment) => ({
        configuration: environment.graph.configuration,
        check: (id) => describeCheck(id, control, environment, accepts),
      })),
      results,
    ),
  );
}

function describeCheck(id: string, control: Control, { graph, runs, nagRows }: Judged, accepts: Accepts): CheckResult {
  if (id === NAG_PROOF) return describePacks(nagRows, control.id, accepts);
  return describeRun(runs.get(id) ?? notRun(id), control.id, graph.name, accepts);
}
