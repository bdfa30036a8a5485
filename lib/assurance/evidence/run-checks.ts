import type { Check, Context, Judgement } from '../checks/check';
import type { Control, Part } from '../controls/control';
import type { EnvironmentGraph } from '../templates/graph';
import { isOff } from './off';

/** A check or proof as run on one environment. */
export interface Run {
  readonly id: string;
  readonly kind: 'check' | 'proof';
  readonly claim: string;
  readonly judgement: Judgement;
  /** Why it has no judgement of its own: it threw, or nobody knows it. */
  readonly crash: string | undefined;
}

/** The checks and proofs that there are. */
export interface Instruments {
  readonly checks: readonly Check[];
  readonly proofs: readonly Check[];
}

/** Runs, once each, what the catalogue's parts ask for in this environment; parts that are off ask for nothing. By ID. */
export function runChecks(controls: readonly Control[], instruments: Instruments, graph: EnvironmentGraph, context: Context): Map<string, Run> {
  const parts = controls.flatMap((control) => control.parts).filter((part) => !isOff(part, graph.configuration));
  const checks = wanted(parts, 'checks').map((id) => run(id, 'check', instruments.checks, graph, context));
  const proofs = wanted(parts, 'proofs').map((id) => run(id, 'proof', instruments.proofs, graph, context));
  return new Map([...checks, ...proofs].map((done) => [done.id, done]));
}

function wanted(parts: readonly Part[], kind: 'checks' | 'proofs'): string[] {
  return [...new Set(parts.flatMap((part) => part[kind] ?? []))].filter((id) => id !== NAG_PROOF).sort();
}

/** The proof whose verdict comes from the nag packs and the register of exceptions. */
export const NAG_PROOF = 'nag';

/** A check that throws must not hide what the others find, and must not pass: it becomes a finding. */
function run(id: string, kind: Run['kind'], known: readonly Check[], graph: EnvironmentGraph, context: Context): Run {
  const check = known.find((candidate) => candidate.id === id);
  if (check === undefined) return crashed(id, kind, id, `${kind} unknown: ${id}`);
  try {
    return { id, kind, claim: check.claim, judgement: check.judge(graph, context), crash: undefined };
  } catch (error) {
    return crashed(id, kind, check.claim, `${kind} crashed: ${id}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** What stands for a check that the catalogue asks for and nobody ran: a failure. */
export function notRun(id: string): Run {
  return crashed(id, 'check', id, `check not run: ${id}`);
}

function crashed(id: string, kind: Run['kind'], claim: string, crash: string): Run {
  return { id, kind, claim, judgement: { judged: [], findings: [] }, crash };
}
