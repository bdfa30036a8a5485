import { localEndpoint } from '../../shared/endpoint';
import { createHandler } from '../../shared/http/create-handler';
import { contactParts } from '../adapters/contact-parts';
import { identityParts } from '../adapters/identity-parts';
import { userPool } from '../adapters/user-pool/user-pool';
import { contract } from './contract';
import { routes } from './routes';

localEndpoint(process.env);

const parts = identityParts(contract);
const pool = userPool();

/** Registers, resets and recovers; invoked by API Gateway. */
export const handler = createHandler({ ...parts, routes: routes({ ...parts, ...contactParts(parts, pool), pool }) });
