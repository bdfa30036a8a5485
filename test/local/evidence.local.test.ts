import type { DeployedEnvironment } from '../../lib/local/deploy-environment';
import type { Flow } from '../../lib/local/smoke/flow';
import { archivedVersionsStay, lockHoldsWithoutPolicy, olderVersionsAreThere } from '../../lib/local/smoke/flows/log-archive';
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
