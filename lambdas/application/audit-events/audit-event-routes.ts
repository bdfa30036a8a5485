import { route, type RoutesOf } from '../../shared/http/route';
import type { contract } from './contract';
import { listAuditEvents } from './list-audit-events';
import type { AuditEventParts } from './parts';

/** Who answers each route. */
export function auditEventRoutes(parts: AuditEventParts): RoutesOf<typeof contract> {
  const query = ['action', 'account', 'result', 'from', 'until', 'limit', 'cursor'] as const;
  return { 'GET /audit-events': route(undefined, (request) => listAuditEvents(parts, request), { query }) };
}
