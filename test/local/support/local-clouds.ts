import { createClients, rootOf, type Clients } from '../../../lib/local/emulator/clients';
import { startEmulator, type Emulator } from '../../../lib/local/emulator/emulator';
import { writeCertificates } from '../../../lib/local/certificates/certificate-files';
import { deployEnvironment, type DeployedEnvironment } from '../../../lib/local/deploy-environment';
import { makeRunFolder } from '../../../lib/local/folders';
import { installPythonPackages } from '../../../lib/local/install/python-packages';
import { startLocalCloud, type LocalCloud } from '../../../lib/local/local-cloud';
import { allEnvironments } from '../../../lib/infrastructure/environments/environments';
import { TEST_ASSEMBLY } from '../../support/test-assembly';
import { rmSync } from 'node:fs';

/** An account of AWS's documentation, and a region. */
export const PLACE = { account: '111122223333', region: 'eu-central-1' };

/** An emulator by itself. */
export interface EmulatorAlone {
  readonly emulator: Emulator;
  readonly clients: Clients;
  readonly authority: string;
  readonly stop: () => Promise<void>;
}

/** Starts the emulator alone, with everything that the launcher adds. */
export async function startEmulatorAlone(): Promise<EmulatorAlone> {
  const { python } = await installPythonPackages();
  const folder = makeRunFolder();
  const certificates = await writeCertificates(python, folder, undefined);
  const emulator = await startEmulator({ ...PLACE, python, folder, certificates });
  const { authority } = certificates;
  return {
    emulator,
    authority,
    clients: createClients({ endpoint: emulator.endpoint, region: PLACE.region, credentials: rootOf(PLACE.account), authority }),
    stop: async () => {
      await emulator.process.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Starts all servers. */
export async function startCloud(): Promise<LocalCloud> {
  const { python } = await installPythonPackages();
  return startLocalCloud(python, PLACE);
}

/** Starts all servers and deploys this run's templates of the environment `local`. */
export async function startDeployed(): Promise<DeployedEnvironment> {
  const cloud = await startCloud();
  try {
    return await deployEnvironment(cloud, TEST_ASSEMBLY, 'local', allEnvironments());
  } catch (error) {
    await cloud.stop();
    throw error;
  }
}
