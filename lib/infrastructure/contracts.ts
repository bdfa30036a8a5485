import { contract as accountSettings } from '../../lambdas/account/account-settings/contract';
import { contract as auditEvents } from '../../lambdas/application/audit-events/contract';
import { contract as documents } from '../../lambdas/application/documents/contract';
import { contract as migrate } from '../../lambdas/data/migrate/contract';
import { contract as reconcile } from '../../lambdas/data/reconcile/contract';
import { contract as replayErasures } from '../../lambdas/data/replay-erasures/contract';
import { contract as rotateDataKeys } from '../../lambdas/data/rotate-data-keys/contract';
import { contract as account } from '../../lambdas/identity/account/contract';
import { contract as apiKeys } from '../../lambdas/identity/api-keys/contract';
import { contract as authorizer } from '../../lambdas/identity/authorizer/contract';
import { contract as createChallenge } from '../../lambdas/identity/create-challenge/contract';
import { contract as customMessage } from '../../lambdas/identity/custom-message/contract';
import { contract as defineChallenge } from '../../lambdas/identity/define-challenge/contract';
import { contract as eraseAccounts } from '../../lambdas/identity/erase-accounts/contract';
import { contract as keySet } from '../../lambdas/identity/key-set/contract';
import { contract as page } from '../../lambdas/identity/page/contract';
import { contract as passkeys } from '../../lambdas/identity/passkeys/contract';
import { contract as postAuthentication } from '../../lambdas/identity/post-authentication/contract';
import { contract as postConfirmation } from '../../lambdas/identity/post-confirmation/contract';
import { contract as preAuthentication } from '../../lambdas/identity/pre-authentication/contract';
import { contract as preSignUp } from '../../lambdas/identity/pre-sign-up/contract';
import { contract as preTokenGeneration } from '../../lambdas/identity/pre-token-generation/contract';
import { contract as registration } from '../../lambdas/identity/registration/contract';
import { contract as rights } from '../../lambdas/identity/rights/contract';
import { contract as session } from '../../lambdas/identity/session/contract';
import { contract as signIn } from '../../lambdas/identity/sign-in/contract';
import { contract as sso } from '../../lambdas/identity/sso/contract';
import { contract as stepUp } from '../../lambdas/identity/step-up/contract';
import { contract as tenant } from '../../lambdas/identity/tenant/contract';
import { contract as superAdmins } from '../../lambdas/identity/super-admins/contract';
import { contract as userMigration } from '../../lambdas/identity/user-migration/contract';
import { contract as verifyChallenge } from '../../lambdas/identity/verify-challenge/contract';
import { contract as rotateKeyRings } from '../../lambdas/rotation/key-rings/contract';
import { contract as rotatePostgresql } from '../../lambdas/rotation/postgresql/contract';
import { contract as rotateRabbitmq } from '../../lambdas/rotation/rabbitmq/contract';
import { contract as rotateRedis } from '../../lambdas/rotation/redis/contract';
import { contract as secretAges } from '../../lambdas/rotation/secret-ages/contract';
import { contract as rotateSigningKeys } from '../../lambdas/rotation/signing-keys/contract';
import type { FunctionContract } from '../../lambdas/shared/contract';
import { guestContract } from '../../lambdas/shared/guest/contract';
import type { Guest } from '../../lambdas/shared/guest/guest';
import { guestsOf } from './guest-rules';
import * as listed from './guests';

/** The contracts of all functions but guests. */
const CONTRACTS: readonly FunctionContract[] = Object.freeze([
  account,
  accountSettings,
  apiKeys,
  auditEvents,
  authorizer,
  createChallenge,
  customMessage,
  defineChallenge,
  documents,
  eraseAccounts,
  keySet,
  migrate,
  page,
  passkeys,
  postAuthentication,
  postConfirmation,
  preAuthentication,
  preSignUp,
  preTokenGeneration,
  reconcile,
  registration,
  replayErasures,
  rights,
  rotateDataKeys,
  rotateKeyRings,
  rotatePostgresql,
  rotateRabbitmq,
  rotateRedis,
  rotateSigningKeys,
  secretAges,
  session,
  signIn,
  sso,
  stepUp,
  tenant,
  superAdmins,
  userMigration,
  verifyChallenge,
]);

/**
 * The services of the team's own.
 * @throws {GuestError} for one that can't be deployed safely
 */
export function allGuests(): readonly Guest[] {
  return guestsOf(listed, CONTRACTS);
}

/** What the functions do, each action once. */
export function functionActions(): readonly string[] {
  return [...new Set(allContracts().flatMap(({ actions }) => Object.values<readonly string[]>(actions).flat()))].sort();
}

/** The contracts of the functions that something invokes, such as a request. */
export function contractsOf(trigger: FunctionContract['trigger']): readonly FunctionContract<string>[] {
  return allContracts().filter((contract) => contract.trigger === trigger);
}

/** The names of the functions that work on a kind of resource, within the environment: their roles have the same. */
export function rolesWorkingOn(kind: string): readonly string[] {
  return allContracts()
    .filter(({ actions }) => kind in actions)
    .map(({ name }) => name);
}

function allContracts(): readonly FunctionContract<string>[] {
  return [...CONTRACTS, ...allGuests().map(guestContract)];
}
