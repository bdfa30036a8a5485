import type { Flow } from '../flow';
import { accountShowsItsOwn, emailChanges, everySessionEnds } from './account';
import { accountSettingsAreMade, failuresWaitInDeadLetters, weakerSettingIsRefused } from './account-settings';
import { alarmsReachTheirTopic } from './alarms';
import { auditLogIsTheTenants } from './audit-events';
import { apiKeysAreNarrow } from './api-keys';
import { forgedPlaceIsIgnored, unknownDeviceIsHeldBack } from './circumstances';
import { logsAreClean } from './clean-logs';
import { customRolesPermitWhatTheyName } from './custom-roles';
import { databaseLoginsRotate, rotationIsPreflown, schemaIsMigrated } from './database';
import { floodsOfDenialsEnd } from './denials';
import { documentsAreTheirCreators, inputIsJudgedOnEachLevel, writesHappenOnce } from './documents';
import { dataKeysServeAfterReplay } from './fields';
import { functionRoleIsNarrow, policiesDecideOnKeys } from './keys';
import { archivedVersionsStay, deliveriesAreReplicated, lockHoldsWithoutPolicy, olderVersionsAreThere, plainHttpIsRefused } from './log-archive';
import { passkeySignsIn } from './passkeys';
import { callsAreLimitedByTier } from './rate-tiers';
import { recoveryIsSlow } from './recovery';
import { storesAgree } from './reconciliation';
import { rightsAreAnswered } from './rights';
import { agesAreMeasured, cachePasswordsRotate, secretsAreOthersBusiness, signingKeysRotate } from './rotation';
import { answersAreAlike, edgeOfTheApiHolds, passwordIsReset, personRegistersAndSignsIn, secondFactorIsAsked, stolenTokenEndsTheFamily } from './sign-in';
import { ssoAnswersHoldOnce, ssoIsLinked, ssoSignsIn } from './sso';
import { dangerousActionsAskAgain } from './step-up';
import { plainPostgresIsRefused, plainRedisIsRefused } from './stores';
import { tenantIsItsOwners } from './tenant';
import { membersComeAndGo } from './tenant-members';
import { tenantsAreEntered } from './tenant-entries';

/** What is driven, and beside what. */
export interface Flows {
  /** Those of the environment itself, one after another. */
  readonly environment: readonly Flow[];
  /** Those of people who have nothing to do with each other, several at once, those that wait longest first. */
  readonly people: readonly Flow[];
  /** Those that look at what all others left, or mustn't meet another, one after another. */
  readonly closing: readonly Flow[];
}

/** Every flow that is built so far. */
export const flows: Flows = {
  environment: [
    accountSettingsAreMade,
    weakerSettingIsRefused,
    failuresWaitInDeadLetters,
    alarmsReachTheirTopic,
    archivedVersionsStay,
    lockHoldsWithoutPolicy,
    olderVersionsAreThere,
    deliveriesAreReplicated,
    plainHttpIsRefused,
    policiesDecideOnKeys,
    functionRoleIsNarrow,
    plainPostgresIsRefused,
    plainRedisIsRefused,
    schemaIsMigrated,
    rotationIsPreflown,
    databaseLoginsRotate,
    cachePasswordsRotate,
    signingKeysRotate,
    secretsAreOthersBusiness,
    agesAreMeasured,
    dataKeysServeAfterReplay,
  ],
  people: [
    tenantsAreEntered,
    passwordIsReset,
    personRegistersAndSignsIn,
    answersAreAlike,
    secondFactorIsAsked,
    stolenTokenEndsTheFamily,
    passkeySignsIn,
    ssoSignsIn,
    ssoAnswersHoldOnce,
    ssoIsLinked,
    edgeOfTheApiHolds,
    accountShowsItsOwn,
    emailChanges,
    everySessionEnds,
    apiKeysAreNarrow,
    documentsAreTheirCreators,
    writesHappenOnce,
    inputIsJudgedOnEachLevel,
    dangerousActionsAskAgain,
    tenantIsItsOwners,
    membersComeAndGo,
    customRolesPermitWhatTheyName,
    auditLogIsTheTenants,
    unknownDeviceIsHeldBack,
    recoveryIsSlow,
    rightsAreAnswered,
  ],
  closing: [storesAgree, forgedPlaceIsIgnored, callsAreLimitedByTier, floodsOfDenialsEnd, logsAreClean],
};
