import type { Resource } from '../../templates/graph';
import type { Judgement } from '../check';

/**
 * Judges resources one by one: each reason is a finding on that resource.
 * @param judge Answers what is wrong with a resource, one sentence each; nothing when it is as it must be.
 */
export function judgeEach(resources: readonly Resource[], judge: (resource: Resource) => Iterable<string>): Judgement {
  const findings = resources.flatMap((resource) => [...judge(resource)].map((reason) => ({ resource, reason })));
  return { judged: resources, findings };
}
