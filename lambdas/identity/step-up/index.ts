import { localEndpoint } from '../../shared/endpoint';
import { createHandler } from '../../shared/http/create-handler';
import { contactParts } from '../adapters/contact-parts';
import { identityParts } from '../adapters/identity-parts';
import { tokenIssuer } from '../adapters/token-issuer';
import { userPool } from '../adapters/user-pool/user-pool';
import { contract } from './contract';
import { stepUpRoutes } from './routes';

localEndpoint(process.env);

const parts = identityParts(contract);
const pool = userPool();
const routes = stepUpRoutes({ ...parts, ...parts.rings, ...contactParts(parts, pool), pool, issuer: tokenIssuer(parts) });

/** Asks again who somebody is; invoked by API Gateway. */
export const handler = createHandler({ ...parts, routes });
