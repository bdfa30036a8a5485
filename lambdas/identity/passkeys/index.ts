import { localEndpoint } from '../../shared/endpoint';
import { createHandler } from '../../shared/http/create-handler';
import { contactParts } from '../adapters/contact-parts';
import { identityParts } from '../adapters/identity-parts';
import { tokenIssuer } from '../adapters/token-issuer';
import { userPool } from '../adapters/user-pool/user-pool';
import { contract } from './contract';
import { relyingPartyOf } from './relying-party';
import { passkeyRoutes } from './routes';

localEndpoint(process.env);

const parts = identityParts(contract);
const pool = userPool();
const relyingParty = relyingPartyOf(parts.origins.site, parts.origins.app);
const routes = passkeyRoutes({ ...parts, ...contactParts(parts, pool), pool, issuer: tokenIssuer(parts), relyingParty });

/** Registers passkeys and signs in by them; invoked by API Gateway. */
export const handler = createHandler({ ...parts, routes });
