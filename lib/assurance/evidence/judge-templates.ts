import type { Control } from '../controls/control';
import type { Exception } from '../exceptions/exception';
import type { EnvironmentGraph } from '../templates/graph';
import { judgeControls } from './judge-controls';
import { NAG_PROOF, runChecks, type Instruments } from './run-checks';
import type { EvidenceControl } from './schema';
import { weighExceptions } from './weigh-exceptions';

/** What templates are held against. */
export interface TemplateStandard {
  readonly controls: readonly Control[];
  readonly instruments: Instruments;
  readonly register: readonly Exception[];
  /** The UTC day of judgement. */
  readonly asOf: string;
  /** The names of all environments that exist, these or not. */
  readonly environments: readonly string[];
}

/** Judges what the templates alone can tell, without the nag packs and without test results. */
export function judgeTemplates(
  graphs: readonly EnvironmentGraph[],
  { controls, instruments, register, asOf, environments }: TemplateStandard,
): EvidenceControl[] {
  const context = { asOf, environments: new Map(graphs.map((graph) => [graph.name, graph])) };
  const onTemplates = controls.map((control) => ({
    ...control,
    parts: control.parts.filter((part) => part.side === 'templates' && !part.proofs?.includes(NAG_PROOF)),
  }));
  const judged = graphs.map((graph) => ({ graph, runs: runChecks(onTemplates, instruments, graph, context), nagRows: [] }));
  const { accepts } = weighExceptions(register, judged, { asOf, environments, controls: controls.map(({ id }) => id) });
  return judgeControls(onTemplates, judged, accepts, []);
}
