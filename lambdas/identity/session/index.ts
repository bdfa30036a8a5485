import { localEndpoint } from '../../shared/endpoint';
import { createHandler } from '../../shared/http/create-handler';
import { variable } from '../../shared/variable';
import { identityParts } from '../adapters/identity-parts';
import { issuer } from '../adapters/issuer';
import { telling } from '../adapters/telling';
import { laterUserPool } from '../adapters/user-pool/later-user-pool';
import { contract } from './contract';
import { sessionRoutes } from './routes';

localEndpoint(process.env);

const parts = identityParts(contract);
const pool = laterUserPool(async () => (await import('../adapters/user-pool/user-pool')).userPool());
const { notices } = telling(parts, pool);

/** Keeps people signed in, and signs them out; invoked by API Gateway. */
export const handler = createHandler({
  ...parts,
  routes: sessionRoutes({ ...parts, ...parts.rings, issuer: issuer(parts), notices, policySet: variable('POLICY_SET') }),
});
