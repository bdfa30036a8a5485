import type { EnvironmentGraph, Resource } from '../templates/graph';
import type { Check } from './check';
import { stackAnchors } from './support/anchors';
import { judgeEach } from './support/judge-each';

/** CloudFormation takes 500; what is left is room to grow before a stack must be split. */
const MOST = 400;

/** DEL-1. */
export const templatesHaveAtMost400Resources: Check = {
  id: 'templates-have-at-most-400-resources',
  claim: `Every template has at most ${MOST} resources.`,
  judge: (graph) => judgeEach(stackAnchors(graph), (anchor) => problemsOf(anchor, graph)),
};

function* problemsOf({ stack: name }: Resource, graph: EnvironmentGraph): Generator<string> {
  const stack = graph.stacks.find((candidate) => candidate.name === name);
  const count = Object.keys(stack?.template.Resources ?? {}).length;
  if (count > MOST) yield `the template of the stack ${name} has ${count} resources; it must have at most ${MOST}`;
}
