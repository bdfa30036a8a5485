import type { Check, Finding } from '../../lib/assurance/checks/check';
import type { EnvironmentGraph } from '../../lib/assurance/templates/graph';
import type { MutableTemplate } from './mutate';
import { environmentGraph, environmentGraphs, mutatedGraph } from './templates';

/** What a check finds in a graph that stands among this run's other environments. */
export function findingsAmongAll(check: Check, graph: EnvironmentGraph): readonly Finding[] {
  const environments = new Map([...environmentGraphs(), [graph.name, graph]]);
  // The day of the last review: then nothing is overdue, whenever a team reviews next.
  return check.judge(graph, { asOf: graph.configuration.governance.lastReview, environments }).findings;
}

/**
 * Breaks one of this run's own templates and sees the check find it, where it found nothing before. What was there already
 * is named with the line of code that made it.
 * @param stack Of the environment, such as `foundation`.
 */
export function expectCaught(check: Check, environment: string, stack: string, mutate: (template: MutableTemplate) => void, reason: string): void {
  expect(findingsAmongAll(check, environmentGraph(environment))).toEqual([]);
  const findings = findingsAmongAll(check, mutatedGraph(environment, stack, mutate));
  expect(findings).not.toEqual([]);
  expect(findings.map((finding) => finding.reason).join('\n')).toContain(reason);
  for (const { resource } of findings) if (!resource.logicalId.startsWith('Planted')) expect(resource.source).toMatch(/^(?:lib|bin)\/.+\.ts:\d+$/);
}
