import { applyExceptions, type Applied } from '../exceptions/apply';
import type { Exceptable } from '../exceptions/covers';
import type { Standard } from '../exceptions/entry-test';
import type { Exception } from '../exceptions/exception';
import type { NagRow } from '../nag/raw-rows';
import type { EnvironmentGraph, Resource } from '../templates/graph';
import type { Accepts } from './check-result';
import type { Run } from './run-checks';

/** Something found wrong on one resource, by a check, a proof or a nag rule. */
export interface Found extends Exceptable {
  readonly stack: string;
  readonly logicalId: string;
}

/** One environment's findings, before any exception. */
export interface Judged {
  readonly graph: EnvironmentGraph;
  /** Checks and proofs, by ID. */
  readonly runs: ReadonlyMap<string, Run>;
  readonly nagRows: readonly NagRow[];
}

/** The register as applied to everything that was found. */
export interface Weighed {
  readonly applied: Applied<Found>;
  readonly accepts: Accepts;
}

/** Holds every finding of the judged environments against the register. */
export function weighExceptions(register: readonly Exception[], judged: readonly Judged[], standard: Standard): Weighed {
  const findings = withoutRepeats(judged.flatMap((environment) => [...foundByRuns(environment), ...foundByNag(environment)]));
  const paths = new Map(judged.map(({ graph }) => [graph.name, new Set(graph.resources.map(({ path }) => path))]));
  const applied = applyExceptions(register, { ...standard, findings: [...findings.values()], judged: paths });
  return {
    applied,
    accepts: (found) => {
      const known = findings.get(keyOf(found));
      return known === undefined ? undefined : applied.acceptedBy.get(known);
    },
  };
}

function foundByRuns({ graph, runs }: Judged): Found[] {
  const found = (rule: string, { stack, logicalId, path }: Resource, findingId: string) => ({
    environment: graph.name,
    rule,
    path,
    stack,
    logicalId,
    findingId,
  });
  return [...runs.values()].flatMap(({ id, judgement }) => judgement.findings.map(({ resource, reason }) => found(id, resource, reason)));
}

function foundByNag({ nagRows }: Judged): Found[] {
  return nagRows.filter(({ verdict }) => verdict !== 'pass');
}

/** A rule of several packs finds the same thing more than once. */
function withoutRepeats(findings: readonly Found[]): Map<string, Found> {
  const first = new Map<string, Found>();
  for (const found of findings) if (!first.has(keyOf(found))) first.set(keyOf(found), found);
  return first;
}

function keyOf({ environment, rule, path, findingId }: Exceptable): string {
  return JSON.stringify([environment, rule, path, findingId]);
}
