import { localEndpoint } from '../../shared/endpoint';
import { createHandler } from '../../shared/http/create-handler';
import { variable } from '../../shared/variable';
import { identityParts } from '../adapters/identity-parts';
import { telling } from '../adapters/telling';
import { laterUserPool } from '../adapters/user-pool/later-user-pool';
import { contract } from './contract';
import { tenantRoutes } from './tenant-routes';

localEndpoint(process.env);

const parts = identityParts(contract);
const pool = laterUserPool(async () => (await import('../adapters/user-pool/user-pool')).userPool());
const { mail, notices, fields } = telling(parts, pool);

/** Shows and changes what is in a tenant; invoked by API Gateway. */
export const handler = createHandler({ ...parts, routes: tenantRoutes({ ...parts, pool, mail, notices, fields, policySet: variable('POLICY_SET') }) });
