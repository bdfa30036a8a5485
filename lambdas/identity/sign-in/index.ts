import { localEndpoint } from '../../shared/endpoint';
import { createHandler } from '../../shared/http/create-handler';
import { variable } from '../../shared/variable';
import { contactParts } from '../adapters/contact-parts';
import { identityParts } from '../adapters/identity-parts';
import { tokenIssuer } from '../adapters/token-issuer';
import { userPool } from '../adapters/user-pool/user-pool';
import { migrationWindow } from '../domain/migration/migration-window';
import { contract } from './contract';
import { signInRoutes } from './routes';

localEndpoint(process.env);

const parts = identityParts(contract);
const pool = userPool({ ...parts, hashKeys: parts.rings.hashKeys });
const { until: migrationUntil } = migrationWindow(variable('MIGRATION_CLIENT'), variable('MIGRATION_UNTIL'));
const routes = signInRoutes({ ...parts, ...contactParts(parts, pool), pool, issuer: tokenIssuer(parts), migrationUntil });

/** Signs people in; invoked by API Gateway. */
export const handler = createHandler({ ...parts, routes });
