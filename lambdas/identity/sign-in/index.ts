import { localEndpoint } from '../../shared/endpoint';
import { createHandler } from '../../shared/http/create-handler';
import { variable } from '../../shared/variable';
import { identityParts } from '../adapters/identity-parts';
import { issuer } from '../adapters/issuer';
import { telling } from '../adapters/telling';
import { textMessages } from '../adapters/text-messages';
import { laterUserPool } from '../adapters/user-pool/later-user-pool';
import { migrationWindow } from '../domain/migration/migration-window';
import { contract } from './contract';
import { signInRoutes } from './routes';

localEndpoint(process.env);

const parts = identityParts(contract);
const { store, rings, audit, clock } = parts;
const pool = laterUserPool(async () =>
  (await import('../adapters/user-pool/proving-user-pool')).provingUserPool({ store, hashKeys: rings.hashKeys, audit, clock }),
);
const { sendText, fields, notices, smsRules } = telling(parts, pool);

const routes = signInRoutes({
  ...parts,
  pool,
  issuer: issuer(parts),
  fields,
  texts: textMessages(sendText),
  notices,
  smsRules,
  migrationUntil: migrationWindow(variable('MIGRATION_CLIENT'), variable('MIGRATION_UNTIL')).until,
});

/** Signs people in; invoked by API Gateway. */
export const handler = createHandler({ ...parts, routes });
