import { hashPolicyFiles, readPolicyFiles } from '../../policies/policy-files';
import { PUBLISHED_POLICIES } from '../../policies/published-policies';
import type { Resource } from '../templates/graph';
import { at, isUnresolved, stringOf } from '../templates/values';
import type { Check } from './check';
import { judgeEach } from './support/judge-each';

const VARIABLE = 'Environment.Variables.POLICY_SET';

/** AZN-4. */
export const decidingFunctionsKnowThePolicies: Check = {
  id: 'deciding-functions-know-the-policies',
  claim:
    'Every function that decides, the authorizer among them, is told the hash of the policy files as they are, which are those that Cedar read when they were published.',
  judge: (graph) => {
    const hash = hashPolicyFiles(readPolicyFiles());
    const deciding = graph.ofType('AWS::Lambda::Function').filter((resource) => isAuthorizer(resource) || at(resource.properties, VARIABLE) !== undefined);
    return judgeEach(deciding, (resource) => problemsOf(resource, hash));
  },
};

function isAuthorizer({ properties }: Resource): boolean {
  const name = stringOf(properties.FunctionName);
  return typeof name === 'string' && name.endsWith('-authorizer');
}

function* problemsOf({ properties }: Resource, hash: string): Generator<string> {
  if (PUBLISHED_POLICIES.hash !== hash) yield 'The published policies are older than their files: write them anew with npx ringwall permissions';
  const told = stringOf(at(properties, VARIABLE));
  if (isUnresolved(told)) yield `${VARIABLE} can't be judged: ${told.reason}`;
  else if (told !== hash) yield `${VARIABLE} is ${told ?? 'not set'}; it must be ${hash}, or the function denies everything`;
}
