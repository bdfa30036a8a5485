import { contract as createChallenge } from '../../../../lambdas/identity/create-challenge/contract';
import { contract as customMessage } from '../../../../lambdas/identity/custom-message/contract';
import { contract as defineChallenge } from '../../../../lambdas/identity/define-challenge/contract';
import { contract as postAuthentication } from '../../../../lambdas/identity/post-authentication/contract';
import { contract as postConfirmation } from '../../../../lambdas/identity/post-confirmation/contract';
import { contract as preAuthentication } from '../../../../lambdas/identity/pre-authentication/contract';
import { contract as preSignUp } from '../../../../lambdas/identity/pre-sign-up/contract';
import { contract as preTokenGeneration } from '../../../../lambdas/identity/pre-token-generation/contract';
import { contract as userMigration } from '../../../../lambdas/identity/user-migration/contract';
import { contract as verifyChallenge } from '../../../../lambdas/identity/verify-challenge/contract';
import type { FunctionContract } from '../../../../lambdas/shared/contract';
import { runBundle } from '../../../support/run-bundle';
import { byClient, cognitoEvent, MIGRATION_CLIENT, SIGN_IN_CLIENT } from './events';

const VALUES: Readonly<Record<string, string>> = { SIGN_IN_CLIENT, MIGRATION_CLIENT, MIGRATION_UNTIL: '2099-01-01T00:00:00Z' };

/** Nobody listens there, so that what asks a table or a secret can't decide. */
const NOBODY = 'http://127.0.0.1:9';

const environmentOf = ({ variables }: FunctionContract) => ({
  ...Object.fromEntries(variables.map((name) => [name, VALUES[name] ?? name.toLowerCase()])),
  AWS_ENDPOINT_URL: NOBODY,
  AWS_MAX_ATTEMPTS: '1',
  // The SDK's word on this machine's Node.js isn't the function's.
  NODE_NO_WARNINGS: '1',
});
const migrating = { password: 'x', validationData: { email: 'ada@example.com' } };

/** Each trigger, an event of its own, and how it ends where nothing that it asks is there. */
const TRIGGERS: readonly (readonly [FunctionContract, object, string])[] = [
  [defineChallenge, cognitoEvent('DefineAuthChallenge_Authentication', { session: [] }), ''],
  [createChallenge, cognitoEvent('CreateAuthChallenge_Authentication', { challengeName: 'CUSTOM_CHALLENGE', session: [] }), ''],
  [
    verifyChallenge,
    cognitoEvent('VerifyAuthChallengeResponse_Authentication', { challengeAnswer: `0f0e0d0c-0b0a-4908-8706-050403020100.${'A'.repeat(43)}` }),
    'trigger-unavailable: unavailable\n',
  ],
  [preTokenGeneration, cognitoEvent('TokenGeneration_Authentication', {}), 'trigger-refused: refused\n'],
  [preSignUp, cognitoEvent('PreSignUp_SignUp', {}), 'trigger-unavailable: unavailable\n'],
  [postConfirmation, cognitoEvent('PostConfirmation_ConfirmSignUp', {}), 'trigger-unavailable: unavailable\n'],
  [preAuthentication, cognitoEvent('PreAuthentication_Authentication', {}), 'trigger-unavailable: unavailable\n'],
  [postAuthentication, cognitoEvent('PostAuthentication_Authentication', { newDeviceUsed: false }), ''],
  [userMigration, cognitoEvent('UserMigration_Authentication', migrating, byClient(MIGRATION_CLIENT)), 'trigger-unavailable: unavailable\n'],
  [customMessage, cognitoEvent('CustomMessage_ForgotPassword', { codeParameter: '{####}' }), 'trigger-refused: refused\n'],
];

describe.each(TRIGGERS.map(([contract, event, ending]) => ({ name: contract.name, contract, event, ending })))(
  'the bundle of $name',
  ({ contract, event, ending }) => {
    const run = (sent: unknown, changes: Readonly<Record<string, string>> = {}) => runBundle(contract.path, sent, { ...environmentOf(contract), ...changes });

    it('runs with what its contract names, and tells Cognito one of two words where it ends otherwise', async () => {
      const { stderr, stdout } = await run(event);
      expect(stderr).toBe(ending);
      expect(stdout).not.toMatch(/ada@example\.com|AAAA/);
    });

    it("refuses another trigger's event and what is no event", async () => {
      for (const foreign of [cognitoEvent('PreSignUp_Unheard', {}), {}, []]) expect((await run(foreign)).stderr).toBe('trigger-refused: refused\n');
    });

    it('refuses an endpoint that is not on this machine', async () => {
      expect((await run(event, { AWS_ENDPOINT_URL: 'https://evil.example' })).stderr).toMatch(/^foreign-endpoint: /);
    });
  },
);
