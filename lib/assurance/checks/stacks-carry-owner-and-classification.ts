import type { EnvironmentGraph, Resource } from '../templates/graph';
import type { Check } from './check';
import { stackAnchors } from './support/anchors';
import { judgeEach } from './support/judge-each';

const TAGS = Object.freeze(['owner', 'contact', 'classification'] as const);

/** GOV-1. CloudFormation puts the tags of a stack on every resource in it. */
export const stacksCarryOwnerAndClassification: Check = {
  id: 'stacks-carry-owner-and-classification',
  claim: 'Every stack carries owner, contact and classification of its environment as tags.',
  judge: (graph) => judgeEach(stackAnchors(graph), (anchor) => problemsOf(anchor, graph)),
};

function* problemsOf({ stack: name }: Resource, graph: EnvironmentGraph): Generator<string> {
  const tags = graph.stacks.find((stack) => stack.name === name)?.tags ?? {};
  for (const tag of TAGS) {
    const expected = graph.configuration.governance[tag];
    if (tags[tag] !== expected) yield `the stack ${name} carries ${tag}: ${tags[tag] ?? 'nothing'}; it must be ${expected}`;
  }
}
