import type { DeployedEnvironment } from '../../lib/local/deploy-environment';
import type { Flow } from '../../lib/local/smoke/flow';
import { databaseLoginsRotate, schemaIsMigrated } from '../../lib/local/smoke/flows/database';
import { archivedVersionsStay, lockHoldsWithoutPolicy, olderVersionsAreThere } from '../../lib/local/smoke/flows/log-archive';
import { cachePasswordsRotate, signingKeysRotate } from '../../lib/local/smoke/flows/rotation';
import { plainPostgresIsRefused } from '../../lib/local/smoke/flows/stores';
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

/** A flow that changes what it finds can be driven once, for all that it shows. */
function once(flow: Flow): () => Promise<void> {
  let outcome: Promise<void> | undefined;
  return () => (outcome ??= driven(flow)());
}
