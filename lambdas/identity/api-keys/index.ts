import { localEndpoint } from '../../shared/endpoint';
import { createHandler } from '../../shared/http/create-handler';
import { variable } from '../../shared/variable';
import { identityParts } from '../adapters/identity-parts';
import { telling } from '../adapters/telling';
import { laterUserPool } from '../adapters/user-pool/later-user-pool';
import { apiKeyRoutes } from './api-key-routes';
import { contract } from './contract';

localEndpoint(process.env);

const parts = identityParts(contract);
const pool = laterUserPool(async () => (await import('../adapters/user-pool/user-pool')).userPool());
const { notices } = telling(parts, pool);

const routes = apiKeyRoutes({ ...parts, peppers: parts.rings.peppers, sessionKeys: parts.rings.sessionKeys, notices, policySet: variable('POLICY_SET') });

/** Makes, lists and revokes API keys; invoked by API Gateway. */
export const handler = createHandler({ ...parts, routes });
