import type { Check, Context } from '../../lib/assurance/checks/check';
import type { EnvironmentGraph } from '../../lib/assurance/templates/graph';

/** An expression that no template here resolves. */
export const UNRESOLVABLE = Object.freeze({ Ref: 'WhatNobodyKnows' });

/** What a check finds, as `<logical ID>: <reason>`. */
export function findingsOf(check: Check, graph: EnvironmentGraph, context: Partial<Context> = {}): readonly string[] {
  const judgement = check.judge(graph, { asOf: '2026-06-01', environments: new Map([[graph.name, graph]]), ...context });
  return judgement.findings.map(({ resource, reason }) => `${resource.logicalId}: ${reason}`);
}

/** The logical IDs of what a check judges; none when it isn't applicable. */
export function judgedBy(check: Check, graph: EnvironmentGraph, context: Partial<Context> = {}): readonly string[] {
  const judgement = check.judge(graph, { asOf: '2026-06-01', environments: new Map([[graph.name, graph]]), ...context });
  return judgement.judged.map(({ logicalId }) => logicalId);
}
