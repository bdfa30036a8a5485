import { localEndpoint } from '../../shared/endpoint';
import { createHandler } from '../../shared/http/create-handler';
import { contactParts } from '../adapters/contact-parts';
import { identityParts } from '../adapters/identity-parts';
import { tokenIssuer } from '../adapters/token-issuer';
import { userPool } from '../adapters/user-pool/user-pool';
import { contract } from './contract';
import { sessionRoutes } from './routes';

localEndpoint(process.env);

const parts = identityParts(contract);
const { notices } = contactParts(parts, userPool());
const routes = sessionRoutes({ ...parts, ...parts.rings, notices, issuer: tokenIssuer(parts) });

/** Keeps people signed in, and signs them out; invoked by API Gateway. */
export const handler = createHandler({ ...parts, routes });
