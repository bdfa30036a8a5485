import { localEndpoint } from '../../shared/endpoint';
import { createHandler } from '../../shared/http/create-handler';
import { identityParts } from '../adapters/identity-parts';
import { issuer } from '../adapters/issuer';
import { telling } from '../adapters/telling';
import { laterUserPool } from '../adapters/user-pool/later-user-pool';
import { contract } from './contract';
import { stepUpRoutes } from './routes';

localEndpoint(process.env);

const parts = identityParts(contract);
const pool = laterUserPool(async () => (await import('../adapters/user-pool/proving-user-pool')).provingUserPool());

/** Asks again who somebody is; invoked by API Gateway. */
export const handler = createHandler({ ...parts, routes: stepUpRoutes({ ...parts, ...parts.rings, ...telling(parts, pool), pool, issuer: issuer(parts) }) });
