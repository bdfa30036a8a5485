import type { LocalCloud } from '../../../lib/local/local-cloud';
import { announceServers } from '../../../lib/local/servers';
import { database } from '../../support/stores';
import { graphOf } from '../../support/mini-graph';
import { startCloud } from '../support/local-clouds';
import { apisContract } from './contracts/apis.contract';
import { backupSettingsContract } from './contracts/backup-settings.contract';
import { cacheUsersContract } from './contracts/cache-users.contract';
import { customResourceContract } from './contracts/custom-resource.contract';
import { imageFilesContract } from './contracts/image-files.contract';
import { mailContract } from './contracts/mail.contract';
import { principalArnContract } from './contracts/principal-arn.contract';
import { rolesContract } from './contracts/roles.contract';
import { rotationContract } from './contracts/rotation.contract';
import { secretsContract } from './contracts/secrets.contract';
import { storesContract } from './contracts/stores.contract';
import { tablesContract } from './contracts/tables.contract';
import { userPoolsContract } from './contracts/user-pools.contract';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startCloud();
  const named = { MasterUsername: 'contract_administrator', DatabaseName: 'contract' };
  await announceServers(cloud, graphOf([{ name: 'data', template: { Resources: database({ cluster: named }) } }]));
});
afterAll(() => cloud.stop());

// One start for all that needs the servers beside the emulator, or roles that functions have.
for (const contract of [
  apisContract,
  backupSettingsContract,
  cacheUsersContract,
  customResourceContract,
  imageFilesContract,
  mailContract,
  principalArnContract,
  rolesContract,
  rotationContract,
  secretsContract,
  storesContract,
  tablesContract,
  userPoolsContract,
])
  contract(() => cloud);
