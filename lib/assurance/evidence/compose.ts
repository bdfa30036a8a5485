import type { Table } from '../checks/check';
import type { Control } from '../controls/control';
import type { Approval } from '../exceptions/approvals';
import type { Exception } from '../exceptions/exception';
import type { NagEvidence } from '../nag/raw-rows';
import { describeException } from './describe-exceptions';
import { describeRow } from './describe-nag';
import { describeEnvironment } from './inventory';
import { judgeControls } from './judge-controls';
import { drawNetwork } from './network-drawing';
import type { Results } from './results';
import { evidenceSchema, SCHEMA_VERSION, type Evidence, type EvidenceControl, type EvidenceException, type EvidenceProof, type Warning } from './schema';
import { worst, type Verdict } from './verdict';
import { weighExceptions, type Judged, type Weighed } from './weigh-exceptions';

/** All that an audit has found out. */
export interface Facts {
  readonly commit: string | null;
  readonly dirty: boolean;
  /** The UTC day of judgement. */
  readonly asOf: string;
  readonly digest: string;
  readonly controls: readonly Control[];
  /** The environments that are judged, in the order in which they are shown. */
  readonly judged: readonly (Judged & Pick<NagEvidence, 'notApplicable'>)[];
  /** The names of all environments that exist. */
  readonly environments: readonly string[];
  readonly register: readonly Exception[];
  /** Who approved an exception, by its ID. */
  readonly approvals: ReadonlyMap<string, Approval>;
  readonly results: Results;
  readonly locks: Evidence['locks'];
  /** Who may do what, as the schema has it. */
  readonly authorization: unknown;
}

/** Turns facts into evidence: verdicts, and everything that they rest on. */
export function composeEvidence(facts: Facts): Evidence {
  const { commit, dirty, asOf, digest, judged, results } = facts;
  const weighed = weighExceptions(facts.register, judged, { asOf, environments: facts.environments, controls: facts.controls.map(({ id }) => id) });
  const controls = judgeControls(facts.controls, judged, weighed.accepts, results.counted);
  const exceptions = describeRegister(facts, weighed);
  return {
    schemaVersion: SCHEMA_VERSION,
    commit,
    dirty,
    asOf,
    digest,
    verdict: worst([...controls.map(({ verdict }) => verdict), ...(registerFails(weighed) ? ['fail' as const] : [])]),
    environments: judged.map(({ graph }) => ({ ...describeEnvironment(graph), verdict: worstIn(controls, graph.name) })),
    controls,
    nag: describeNag(facts, weighed),
    proofs: describeProofs(facts, controls),
    exceptions,
    registerProblems: weighed.applied.problems.filter(({ exception }) => exception === 'register').map(({ message }) => message),
    warnings: [...warningsOfRuns(facts), ...warningsOfRegister(weighed)],
    refusedResults: [...results.refused],
    staleResults: results.stale,
    network: judged.map(({ graph }) => drawNetwork(graph)),
    authorization: evidenceSchema.shape.authorization.parse(facts.authorization),
    locks: facts.locks,
  };
}

function worstIn(controls: readonly EvidenceControl[], environment: string): Verdict {
  return worst(controls.map(({ environments }) => environments[environment]?.verdict ?? 'none'));
}

function describeRegister({ approvals }: Facts, { applied: { coverage, problems } }: Weighed): EvidenceException[] {
  return coverage.map((one) => describeException(one, problems, approvals.get(one.entry.id) ?? UNKNOWN_APPROVAL));
}

const UNKNOWN_APPROVAL: Approval = { status: 'unverified', reason: 'nobody was asked' };

function registerFails({ applied }: Weighed): boolean {
  return applied.problems.some(({ severity }) => severity === 'failure');
}

function describeNag({ judged }: Facts, { accepts }: Weighed): Evidence['nag'] {
  return {
    rows: judged.flatMap(({ nagRows }) => nagRows.map((row) => describeRow(row, accepts))),
    notApplicable: Object.fromEntries(judged.map(({ graph, notApplicable }) => [graph.name, { ...notApplicable }])),
  };
}

/** A proof is told once for each environment, with its tables, whichever controls it carries. */
function describeProofs({ judged }: Facts, controls: readonly EvidenceControl[]): EvidenceProof[] {
  return judged.flatMap(({ graph, runs }) => {
    const results = new Map(controls.flatMap(({ environments }) => environments[graph.name]?.checks ?? []).map((result) => [result.id, result]));
    return [...runs.values()].flatMap(({ id, kind, judgement }) => {
      const result = results.get(id);
      if (kind !== 'proof' || result === undefined) return [];
      const { claim, verdict, resources } = result;
      return [{ id, claim, environment: graph.name, verdict, resources, tables: (judgement.tables ?? []).map(copyTable) }];
    });
  });
}

function copyTable({ title, columns, rows }: Table): EvidenceProof['tables'][number] {
  return { title, columns: [...columns], rows: rows.map((row) => [...row]) };
}

function warningsOfRuns({ judged }: Facts): Warning[] {
  return judged.flatMap(({ graph, runs }) =>
    [...runs.values()].flatMap(({ id, judgement }) => (judgement.warnings ?? []).map((text) => ({ environment: graph.name, origin: id, text }))),
  );
}

function warningsOfRegister({ applied }: Weighed): Warning[] {
  return applied.problems
    .filter(({ severity }) => severity === 'warning')
    .map(({ exception, message }) => ({ environment: null, origin: exception, text: message }));
}
