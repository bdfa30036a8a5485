import { localEndpoint } from '../endpoint';
import type { Answer } from '../http/answer';
import { createHandler } from '../http/create-handler';
import { requestParts } from '../http/request-parts';
import { DynamoRecordStore } from '../store/dynamo-record-store';
import { variable } from '../variable';
import { guestName, guestTableVariable } from './contract';
import type { Guest } from './guest';
import { guestRoutes } from './guest-routes';

/** The function of a guest, invoked by API Gateway: everything from the environment, once. The build calls it; a guest has no wiring. */
export function serve(guest: Guest): (event: unknown) => Promise<Answer> {
  localEndpoint(process.env);
  const parts = requestParts(guestName(guest.name));
  const tables = { guest: variable(guestTableVariable(guest.name)) };
  const store = new DynamoRecordStore({ ...parts, tables, outbox: variable('OUTBOX_TABLE') });
  return createHandler({ ...parts, routes: guestRoutes(guest, { ...parts, store }) });
}
