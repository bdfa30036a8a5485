import { localEndpoint } from '../../shared/endpoint';
import { createHandler } from '../../shared/http/create-handler';
import { identityParts } from '../adapters/identity-parts';
import { issuer } from '../adapters/issuer';
import { telling } from '../adapters/telling';
import { provePassword } from '../adapters/user-pool/password-proof';
import { userPool } from '../adapters/user-pool/user-pool';
import { contract } from './contract';
import { stepUpRoutes } from './routes';

localEndpoint(process.env);

const parts = identityParts(contract);
const pool = userPool(provePassword);

/** Asks again who somebody is; invoked by API Gateway. */
export const handler = createHandler({ ...parts, routes: stepUpRoutes({ ...parts, ...parts.rings, ...telling(parts, pool), pool, issuer: issuer(parts) }) });
