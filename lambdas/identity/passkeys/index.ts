import { localEndpoint } from '../../shared/endpoint';
import { createHandler } from '../../shared/http/create-handler';
import { identityParts } from '../adapters/identity-parts';
import { issuer } from '../adapters/issuer';
import { telling } from '../adapters/telling';
import { laterUserPool } from '../adapters/user-pool/later-user-pool';
import { contract } from './contract';
import { relyingPartyOf } from './relying-party';
import { passkeyRoutes } from './routes';

localEndpoint(process.env);

const parts = identityParts(contract);
const pool = laterUserPool(async () => (await import('../adapters/user-pool/user-pool')).userPool());
const { notices } = telling(parts, pool);
const relyingParty = relyingPartyOf(parts.origins.site, parts.origins.app);

/** Registers passkeys and signs in by them; invoked by API Gateway. */
export const handler = createHandler({ ...parts, routes: passkeyRoutes({ ...parts, pool, issuer: issuer(parts), notices, relyingParty }) });
