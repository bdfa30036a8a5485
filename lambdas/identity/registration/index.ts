import { localEndpoint } from '../../shared/endpoint';
import { createHandler } from '../../shared/http/create-handler';
import { identityParts } from '../adapters/identity-parts';
import { telling } from '../adapters/telling';
import { laterUserPool } from '../adapters/user-pool/later-user-pool';
import { contract } from './contract';
import { routes } from './routes';

localEndpoint(process.env);

const parts = identityParts(contract);
const pool = laterUserPool(async () => (await import('../adapters/user-pool/proving-user-pool')).provingUserPool());
const { mail, notices } = telling(parts, pool);

/** Registers, resets and recovers; invoked by API Gateway. */
export const handler = createHandler({ ...parts, routes: routes({ ...parts, pool, mail, notices }) });
