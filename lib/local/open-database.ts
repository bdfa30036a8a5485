import { z } from 'zod';
import type { Deployed } from './smoke/flow';
import { invoke } from './smoke/invoke';
import { rotateSecret } from './smoke/rotate-secret';

const USERS = /data\/Postgresql\/Users\/\w+\/Resource$/;
const named = z.string().min(1);

/** What an operator does after a first deployment, so that the application can use its database: the schema, and the first rotation of each login. */
export async function openDatabase(deployed: Deployed): Promise<void> {
  await invoke(deployed, 'Migrate/Function/Resource');
  const secrets = deployed.graph.ofType('AWS::SecretsManager::Secret').filter(({ path }) => USERS.test(path));
  for (const secret of secrets) await rotateSecret(deployed.cloud.clients, named.parse(deployed.names.ids.get(secret)));
}
