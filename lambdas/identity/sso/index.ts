import { localEndpoint } from '../../shared/endpoint';
import { createHandler } from '../../shared/http/create-handler';
import { outboundFetch } from '../../shared/outbound/outbound-fetch';
import { variable } from '../../shared/variable';
import { identityParts } from '../adapters/identity-parts';
import { issuer } from '../adapters/issuer';
import { telling } from '../adapters/telling';
import { laterUserPool } from '../adapters/user-pool/later-user-pool';
import { oidcClients } from './clients';
import { contract } from './contract';
import { parseProviders } from './provider';
import { ssoRoutes } from './routes';

// The other parties of the local cloud run on this machine; on AWS, nobody does.
const loopback = localEndpoint(process.env) !== undefined;

const parts = identityParts(contract);
const pool = laterUserPool(async () => (await import('../adapters/user-pool/user-pool')).userPool());
const outbound = (hosts: readonly string[]) => outboundFetch({ hosts, loopback });
const { notices, smsRules } = telling(parts, pool);

const routes = ssoRoutes({
  ...parts,
  pool,
  issuer: issuer(parts),
  notices,
  smsRules,
  providers: parseProviders(variable('SSO_PROVIDERS')),
  clientOf: oidcClients({ ...parts, outbound }, variable('SSO_SECRETS')),
  api: variable('API_ORIGIN'),
  app: parts.origins.app,
});

/** Signs people in by other identity providers; invoked by API Gateway. */
export const handler = createHandler({ ...parts, routes });
