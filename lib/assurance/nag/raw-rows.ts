import type { EnvironmentGraph, Resource } from '../templates/graph';
import { includeStacks, type IncludedStack } from './include-stacks';
import { createJudge, type Outcome } from './judge';
import { PACKS, type PackName } from './packs';

/** What one rule of one pack says of one resource of one environment, before any exception. */
export interface NagRow extends Outcome {
  readonly environment: string;
  readonly stack: string;
  /** Empty where a whole stack couldn't be judged. */
  readonly logicalId: string;
  /** Construct path below the environment, such as `network/Vpc/Resource`. */
  readonly path: string;
  /** Where the code made it; `undefined` where the CDK made it. */
  readonly source: string | undefined;
}

/** All that the packs say of one environment. */
export interface NagEvidence {
  /** Sorted by stack, logical ID, pack (in the table's order), rule ID, finding. */
  readonly rows: readonly NagRow[];
  /** How many rules didn't apply to a resource, by pack: 99 rows of 100, and nothing to read in them. */
  readonly notApplicable: Readonly<Record<PackName, number>>;
}

/** The rule under which a template that can't be read back stands among the findings: what wasn't judged doesn't pass. */
export const TEMPLATE_READABLE = 'TemplateReadable';

/** Holds the templates of one environment against all packs (CMP-2). Takes no account of exceptions. */
export function rawRows(graph: EnvironmentGraph): NagEvidence {
  const stacks = includeStacks(graph.stacks);
  const judge = createJudge();
  const notApplicable = countPerPack();
  const rows = unreadableRows(graph, stacks);
  for (const resource of graph.resources) {
    const stack = stacks.get(resource.stack);
    if (stack?.included !== true) continue;
    const judgement = judge(stack.resource(resource.logicalId));
    for (const pack of judgement.notApplicable) notApplicable[pack]++;
    for (const outcome of sorted(judgement.outcomes)) rows.push(rowOf(graph.name, resource, outcome));
  }
  return { rows: rows.sort(byStack), notApplicable };
}

function rowOf(environment: string, { stack, logicalId, path, source }: Resource, outcome: Outcome): NagRow {
  return { environment, stack, logicalId, path, source, ...outcome };
}

function unreadableRows(graph: EnvironmentGraph, stacks: ReadonlyMap<string, IncludedStack>): NagRow[] {
  return [...stacks].flatMap(([stack, read]) =>
    read.included
      ? []
      : PACKS.map((pack): NagRow => ({
          environment: graph.name,
          stack,
          logicalId: '',
          path: stack,
          source: undefined,
          pack: pack.name,
          rule: TEMPLATE_READABLE,
          ruleId: `${pack.name}-${TEMPLATE_READABLE}`,
          verdict: 'error',
          info: `The template could not be read back into constructs: ${read.problem}`,
        })),
  );
}

function countPerPack(): Record<PackName, number> {
  return { AwsSolutions: 0, 'NIST.800.53.R5': 0, 'HIPAA.Security': 0, 'PCI.DSS.321': 0, Serverless: 0 };
}

function sorted(outcomes: readonly Outcome[]): Outcome[] {
  const order = PACKS.map(({ name }) => name);
  const key = ({ ruleId, findingId }: Outcome): string => `${ruleId}\0${findingId ?? ''}`;
  return [...outcomes].sort((one, other) => order.indexOf(one.pack) - order.indexOf(other.pack) || compare(key(one), key(other)));
}

/** Stable: keeps what is already in order within a stack. */
function byStack(one: NagRow, other: NagRow): number {
  return compare(one.stack, other.stack);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
