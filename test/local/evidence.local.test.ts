import { CreateLogGroupCommand, CreateLogStreamCommand, PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { DeployedEnvironment } from '../../lib/local/deploy-environment';
import type { Flow } from '../../lib/local/smoke/flow';
import { accountShowsItsOwn, everySessionEnds, emailChanges } from '../../lib/local/smoke/flows/account';
import { apiKeysAreNarrow } from '../../lib/local/smoke/flows/api-keys';
import { forgedPlaceIsIgnored, unknownDeviceIsHeldBack } from '../../lib/local/smoke/flows/circumstances';
import { logsAreClean } from '../../lib/local/smoke/flows/clean-logs';
import { customRolesPermitWhatTheyName } from '../../lib/local/smoke/flows/custom-roles';
import { databaseLoginsRotate, schemaIsMigrated } from '../../lib/local/smoke/flows/database';
import { archivedVersionsStay, lockHoldsWithoutPolicy, olderVersionsAreThere } from '../../lib/local/smoke/flows/log-archive';
import { passkeySignsIn } from '../../lib/local/smoke/flows/passkeys';
import { recoveryIsSlow } from '../../lib/local/smoke/flows/recovery';
import { cachePasswordsRotate, signingKeysRotate } from '../../lib/local/smoke/flows/rotation';
import {
  answersAreAlike,
  edgeOfTheApiHolds,
  passwordIsReset,
  personRegistersAndSignsIn,
  secondFactorIsAsked,
  stolenTokenEndsTheFamily,
} from '../../lib/local/smoke/flows/sign-in';
import { ssoAnswersHoldOnce, ssoIsLinked, ssoSignsIn } from '../../lib/local/smoke/flows/sso';
import { dangerousActionsAskAgain } from '../../lib/local/smoke/flows/step-up';
import { plainPostgresIsRefused } from '../../lib/local/smoke/flows/stores';
import { tenantIsItsOwners } from '../../lib/local/smoke/flows/tenant';
import { tenantsAreEntered } from '../../lib/local/smoke/flows/tenant-entries';
import { membersComeAndGo } from '../../lib/local/smoke/flows/tenant-members';
import { secretsUsedAt } from '../../lib/local/smoke/used-secrets';
import { proves } from '../support/proves';
import { startDeployed } from './support/local-clouds';

let deployed: DeployedEnvironment;
beforeAll(async () => {
  deployed = await startDeployed();
});
afterAll(() => deployed.cloud.stop());

const driven = (flow: Flow) => async () => {
  expect(await flow.drive(deployed)).not.toBe('');
};

const refusals = { control: 'AUD-3', part: 'refusals', evidence: 'emulated' } as const;
proves(refusals, archivedVersionsStay.claim, driven(archivedVersionsStay));
proves(refusals, lockHoldsWithoutPolicy.claim, driven(lockHoldsWithoutPolicy));
proves({ control: 'AUD-3', part: 'old-version', evidence: 'emulated' }, olderVersionsAreThere.claim, driven(olderVersionsAreThere));
proves({ control: 'KEY-3', part: 'plain-connection', evidence: 'real-server' }, plainPostgresIsRefused.claim, driven(plainPostgresIsRefused));

const migrated = once(schemaIsMigrated);
proves({ control: 'AZN-7', part: 'deployed', evidence: 'real-server' }, schemaIsMigrated.claim, migrated);
proves({ control: 'KEY-9', part: 'deployed', evidence: 'real-server' }, schemaIsMigrated.claim, migrated);
const fourSteps = { control: 'SEC-3', part: 'four-steps', evidence: 'real-server' } as const;
proves(fourSteps, databaseLoginsRotate.claim, driven(databaseLoginsRotate));
proves(fourSteps, cachePasswordsRotate.claim, driven(cachePasswordsRotate));
proves({ control: 'KEY-1', part: 'signing-keys', evidence: 'emulated' }, signingKeysRotate.claim, driven(signingKeysRotate));

const emulated = (control: string, part: string) => ({ control, part, evidence: 'emulated' }) as const;
proves(emulated('IDN-2', 'attempts'), answersAreAlike.claim, driven(answersAreAlike));
proves(emulated('IDN-9', 'refresh-cookie'), personRegistersAndSignsIn.claim, driven(personRegistersAndSignsIn));
proves(emulated('IDN-9', 'reuse'), stolenTokenEndsTheFamily.claim, driven(stolenTokenEndsTheFamily));
proves(emulated('IDN-14', 'step-up'), dangerousActionsAskAgain.claim, driven(dangerousActionsAskAgain));
proves(emulated('IDN-5', 'refusals'), passkeySignsIn.claim, driven(passkeySignsIn));
const sso = (part: string) => ({ control: 'IDN-11', part, evidence: 'real-server' }) as const;
proves(sso('protocol'), ssoAnswersHoldOnce.claim, driven(ssoAnswersHoldOnce));
proves(sso('accounts'), ssoSignsIn.claim, driven(ssoSignsIn));
const linked = once(ssoIsLinked);
for (const part of ['accounts', 'factors']) proves(sso(part), ssoIsLinked.claim, linked);
proves(emulated('EDGE-9', 'echoed-origin'), edgeOfTheApiHolds.claim, driven(edgeOfTheApiHolds));
for (const flow of [unknownDeviceIsHeldBack, forgedPlaceIsIgnored]) proves(emulated('AZN-9', 'unknown'), flow.claim, driven(flow));
proves(emulated('AZN-6', 'identity-headers'), accountShowsItsOwn.claim, driven(accountShowsItsOwn));

const asked = once(secondFactorIsAsked);
for (const part of [emulated('IDN-4', 'codes'), emulated('IDN-7', 'single-use'), emulated('IDN-8', 'bound')]) proves(part, secondFactorIsAsked.claim, asked);
const reset = once(passwordIsReset);
for (const part of [emulated('IDN-12', 'no-gain'), emulated('IDN-12', 'consequences')]) proves(part, passwordIsReset.claim, reset);
proves(emulated('AZN-5', 'grant'), tenantsAreEntered.claim, driven(tenantsAreEntered));
proves(emulated('AZN-2', 'custom-roles'), customRolesPermitWhatTheyName.claim, driven(customRolesPermitWhatTheyName));
for (const flow of [tenantIsItsOwners, membersComeAndGo]) proves(emulated('AZN-6', 'statuses'), flow.claim, driven(flow));
const narrow = once(apiKeysAreNarrow);
for (const part of [emulated('AZN-6', 'bearer'), emulated('AZN-6', 'statuses'), emulated('IDN-13', 'never')]) proves(part, apiKeysAreNarrow.claim, narrow);
it.each([everySessionEnds, emailChanges, recoveryIsSlow])('$claim', (flow) => driven(flow)());

// The last of all flows: it searches what the others logged.
const clean = emulated('KEY-5', 'clean-logs');
proves(clean, logsAreClean.claim, driven(logsAreClean));
proves(clean, 'a secret that is planted in a log is found', async () => {
  const { logs } = deployed.cloud.clients;
  const group = { logGroupName: 'planted', logStreamName: 'planted' };
  await logs.send(new CreateLogGroupCommand(group));
  await logs.send(new CreateLogStreamCommand(group));
  const [secret = ''] = secretsUsedAt(deployed.front);
  await logs.send(
    new PutLogEventsCommand({ ...group, logEvents: [{ timestamp: Date.now(), message: `somebody is ${encodeURIComponent(secret)}, it seems` }] }),
  );
  await expect(logsAreClean.drive(deployed)).rejects.toMatchObject({ code: 'FLOW', message: '1 lines of planted hold a secret' });
});

/** A flow that changes what it finds can be driven once, for all that it shows. */
function once(flow: Flow): () => Promise<void> {
  let outcome: Promise<void> | undefined;
  return () => (outcome ??= driven(flow)());
}
