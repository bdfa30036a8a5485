import type { FunctionContract } from '../../../lambdas/shared/contract';
import { UnknownNameError } from '../../../lib/infrastructure/errors';
import { wired, type Wiring } from '../../../lib/infrastructure/stacks/wiring';
import { errorOf } from '../../support/error-of';

const CONTRACT = {
  path: 'identity/sample',
  name: 'sample',
  description: 'A sample.',
  trigger: 'request',
  timeoutSeconds: 5,
  memoryMegabytes: 256,
  variables: ['FLOWS_TABLE'],
  actions: { flowsTable: ['dynamodb:GetItem'] },
} as const satisfies FunctionContract;

const WIRING: Wiring = {
  variables: { FLOWS_TABLE: 'flows', PEPPERS_SECRET: 'peppers' },
  resources: { flowsTable: () => ['arn:flows'], ringSecrets: ({ variables }) => variables.map((name) => `arn:${name}`) },
};

/** What an action refuses with. */
function refusalOf(action: () => unknown): UnknownNameError {
  const error = errorOf(action);
  expect(error).toBeInstanceOf(UnknownNameError);
  return error as UnknownNameError;
}

describe('the wiring of a contract', () => {
  it('is what it names, and nothing else', () => {
    expect(wired(CONTRACT, WIRING)).toEqual({ contract: CONTRACT, variables: { FLOWS_TABLE: 'flows' }, resources: { flowsTable: ['arn:flows'] } });
  });

  it.each([
    ['a variable', { ...CONTRACT, variables: ['USER_POOL'] }, "There is no variable 'USER_POOL'"],
    ['a kind of resource', { ...CONTRACT, actions: { userPool: ['cognito-idp:AdminGetUser'] } }, "There is no kind of resource 'userPool'"],
    [
      'a kind of resource whose actions it would narrow, if it had some',
      { ...CONTRACT, conditions: { flowTable: {} } },
      "There is no kind of resource 'flowTable'",
    ],
    ['a name that objects have', { ...CONTRACT, variables: ['constructor'] }, "There is no variable 'constructor'"],
  ])('refuses %s that nothing stands behind', (_, contract, message) => {
    const error = refusalOf(() => wired(contract, WIRING));
    expect(error.code).toBe('unknown-name');
    expect(error.message).toContain(message);
  });
});
