import { localEndpoint } from '../../shared/endpoint';
import { createHandler } from '../../shared/http/create-handler';
import { contactParts } from '../adapters/contact-parts';
import { identityParts } from '../adapters/identity-parts';
import { userPool } from '../adapters/user-pool/user-pool';
import { apiKeyRoutes } from './api-key-routes';
import { contract } from './contract';

localEndpoint(process.env);

const parts = identityParts(contract);
const { notices } = contactParts(parts, userPool());

/** Makes, lists and revokes API keys; invoked by API Gateway. */
export const handler = createHandler({ ...parts, routes: apiKeyRoutes({ ...parts, peppers: parts.rings.peppers, notices }) });
