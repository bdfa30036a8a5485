import { contract as createChallenge } from '../../../lambdas/identity/create-challenge/contract';
import { contract as customMessage } from '../../../lambdas/identity/custom-message/contract';
import { contract as defineChallenge } from '../../../lambdas/identity/define-challenge/contract';
import { contract as postAuthentication } from '../../../lambdas/identity/post-authentication/contract';
import { contract as postConfirmation } from '../../../lambdas/identity/post-confirmation/contract';
import { contract as preAuthentication } from '../../../lambdas/identity/pre-authentication/contract';
import { contract as preSignUp } from '../../../lambdas/identity/pre-sign-up/contract';
import { contract as preTokenGeneration } from '../../../lambdas/identity/pre-token-generation/contract';
import { contract as userMigration } from '../../../lambdas/identity/user-migration/contract';
import { contract as verifyChallenge } from '../../../lambdas/identity/verify-challenge/contract';
import type { FunctionContract } from '../../../lambdas/shared/contract';
import type { PoolTrigger } from '../constructs/identity/user-pool';

/** What the pool calls, and when (IDN-1). */
export const IDENTITY_TRIGGERS: Readonly<Record<PoolTrigger, FunctionContract>> = Object.freeze({
  createAuthChallenge: createChallenge,
  customMessage,
  defineAuthChallenge: defineChallenge,
  postAuthentication,
  postConfirmation,
  preAuthentication,
  preSignUp,
  preTokenGeneration,
  userMigration,
  verifyAuthChallengeResponse: verifyChallenge,
});
