import { localEndpoint } from '../../shared/endpoint';
import { createHandler } from '../../shared/http/create-handler';
import { identityParts } from '../adapters/identity-parts';
import { telling } from '../adapters/telling';
import { provePassword } from '../adapters/user-pool/password-proof';
import { userPool } from '../adapters/user-pool/user-pool';
import { contract } from './contract';
import { routes } from './routes';

localEndpoint(process.env);

const parts = identityParts(contract);
const pool = userPool(provePassword);
const { mail, notices } = telling(parts, pool);

/** Registers, resets and recovers; invoked by API Gateway. */
export const handler = createHandler({ ...parts, routes: routes({ ...parts, pool, mail, notices }) });
