import { DynamoEventIndex } from '../../shared/audit/dynamo-event-index';
import { DynamoOutbox } from '../../shared/audit/dynamo-outbox';
import { DynamoTable } from '../../shared/dynamo/dynamo-table';
import { localEndpoint } from '../../shared/endpoint';
import { createHandler } from '../../shared/http/create-handler';
import { requestParts } from '../../shared/http/request-parts';
import { variable } from '../../shared/variable';
import { auditEventRoutes } from './audit-event-routes';
import { contract } from './contract';

localEndpoint(process.env);

const parts = requestParts(contract.name);
const events = new DynamoEventIndex(parts.dynamo, variable('OUTBOX_TABLE'));
const outbox = new DynamoOutbox(new DynamoTable(parts.dynamo, variable('OUTBOX_TABLE')));
const routes = auditEventRoutes({ ...parts, events, outbox });

/** Lists the audit events of the caller's tenant; invoked by API Gateway. */
export const handler = createHandler({ ...parts, routes });
