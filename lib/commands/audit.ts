import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeEvidence } from '../assurance/evidence/compose';
import { digestAssembly } from '../assurance/evidence/digest';
import { readResults } from '../assurance/evidence/results';
import { runChecks } from '../assurance/evidence/run-checks';
import type { Evidence } from '../assurance/evidence/schema';
import { rawRows, type NagEvidence } from '../assurance/nag/raw-rows';
import { renderPack } from '../assurance/report/pack';
import { buildGraph } from '../assurance/templates/build';
import type { EnvironmentGraph } from '../assurance/templates/graph';
import { loadAssembly } from '../assurance/templates/load';
import { colour } from './colour';
import { describeFailures } from './describe-failures';
import { describeSummary } from './describe-summary';
import { OptionError } from './errors';
import { exitCodeOf, type ExitCode, type Strictness } from './exit-code';
import { assertReplaceable, replaceFolder } from './out-folder';
import { Progress } from './progress';
import type { Surroundings } from './surroundings';

/** What the caller asks of an audit. */
export interface AuditOptions extends Strictness {
  /**
   * The environment to show and judge.
   * @default - all of them
   */
  readonly env?: string;
  /** Whether standard output gets the evidence as one JSON document, and nothing else. */
  readonly json: boolean;
  /**
   * The folder to write the audit pack to.
   * @default - nothing is written
   */
  readonly out?: string;
  /** The UTC day of judgement, `YYYY-MM-DD`. */
  readonly asOf: string;
}

/**
 * Synthesizes every environment, judges the templates, and tells what it found.
 *
 * @throws {OptionError} for an environment that there isn't.
 * @throws {OutFolderError} for a folder that may not be replaced.
 * @throws {ConfigurationError} for a configuration that is refused.
 */
export async function runAudit(options: AuditOptions, around: Surroundings): Promise<ExitCode> {
  assertKnownEnvironment(options.env, around);
  if (options.out !== undefined) assertReplaceable(options.out);
  const progress = new Progress({ write: around.writeError, interactive: around.interactive });
  const evidence = await gatherEvidence(options, around, progress);
  const pack = await progress.stage('render the audit pack', () => renderPack(evidence));
  if (options.out !== undefined) replaceFolder(options.out, pack);
  progress.summarize(evidence.environments.reduce((sum, { resources }) => sum + resources, 0));
  tell(evidence, pack, options, around);
  return exitCodeOf(evidence, options);
}

async function gatherEvidence(options: AuditOptions, around: Surroundings, progress: Progress): Promise<Evidence> {
  const folder = mkdtempSync(join(tmpdir(), 'ringwall-audit-'));
  try {
    await progress.stage('synthesize', () => around.synthesize(folder));
    const graphs = await progress.stage('resolve the templates', () => loadAssembly(folder, around.configurations()).map(buildGraph));
    const digest = digestAssembly(folder);
    return await judge(graphs, digest, options, around, progress);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function judge(
  graphs: readonly EnvironmentGraph[],
  digest: string,
  { env, asOf }: AuditOptions,
  around: Surroundings,
  progress: Progress,
): Promise<Evidence> {
  const { controls, instruments, register, evidenceFolder } = around;
  const environments = graphs.map(({ name }) => name);
  const shown = graphs.filter(({ name }) => env === undefined || name === env);
  const context = { asOf, environments: new Map(graphs.map((graph) => [graph.name, graph])) };
  const checked = await progress.stage('run checks and proofs', () =>
    shown.map((graph) => ({ graph, runs: runChecks(controls, instruments, graph, context) })),
  );
  const judged = await progress.stage('run the nag packs', () => checked.map(withNagRows));
  const authorization = await around.authorization();
  return progress.stage('weigh the evidence', () =>
    composeEvidence({
      ...around.revision(),
      asOf,
      digest,
      controls,
      judged,
      environments,
      register,
      approvals: around.approvals(),
      authorization,
      results: readResults(evidenceFolder, { digest, controls, environments }),
      locks: around.locks(asOf).filter(({ environment }) => env === undefined || environment === env),
    }),
  );
}

function withNagRows<T extends { readonly graph: EnvironmentGraph }>(
  judged: T,
): T & { nagRows: NagEvidence['rows']; notApplicable: NagEvidence['notApplicable'] } {
  const { rows, notApplicable } = rawRows(judged.graph);
  return { ...judged, nagRows: rows, notApplicable };
}

/** For a program the evidence alone, for a person all that matters; what goes where is the same whatever was found. */
function tell(evidence: Evidence, pack: ReadonlyMap<string, string>, { json, out }: AuditOptions, around: Surroundings): void {
  const lines = [...describeFailures(evidence), ...describeSummary(evidence), ...(out === undefined ? [] : [`audit pack: ${join(out, 'index.html')}`])];
  const text = `${lines.join('\n')}\n`;
  if (json) around.writeOut(pack.get('evidence.json') ?? '');
  const shown = around.coloured ? colour(text) : text;
  (json ? around.writeError : around.writeOut)(shown);
}

function assertKnownEnvironment(name: string | undefined, around: Surroundings): void {
  const known = around.configurations().map((configuration) => configuration.name);
  if (name === undefined || known.includes(name)) return;
  throw new OptionError(`--env ${name}: there is no such environment. The environments are ${known.join(', ')}.`);
}
