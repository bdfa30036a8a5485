import { readGrant } from '../../shared/authorization/grant-text';
import type { Person } from '../../shared/http/request';
import type { PersonalData } from './personal-data';

/** Those that the policies let export; in circumstances that aren't trusted, none. */
const EXPORTERS: ReadonlySet<string> = new Set(['ADMIN', 'OWNER', 'SUPER_ADMIN']);

/**
 * Documents are the organisation's. Who may export theirs is told that route, and everybody else the one that lists those that they
 * may read, by which each is read.
 */
export function documentsOf({ roles, grants = [], tenant }: Person): PersonalData['elsewhere'][number] {
  const exports = roles.some((role) => EXPORTERS.has(role)) || grants.some((text) => mayExport(text, tenant));
  return exports
    ? { what: 'documents', route: 'GET /documents/export', media_type: 'application/x-ndjson' }
    : { what: 'documents', route: 'GET /documents', media_type: 'application/json' };
}

function mayExport(text: string, tenant: string): boolean {
  const { permission, own } = readGrant(text, tenant);
  return permission === 'data:export' && !own;
}
