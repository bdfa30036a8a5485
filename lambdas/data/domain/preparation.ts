import { digestOf } from './migrations';
import audit from './preparation/audit.sql' with { type: 'text' };
import database from './preparation/database.sql' with { type: 'text' };
import roles from './preparation/roles.sql' with { type: 'text' };
import schemas from './preparation/schemas.sql' with { type: 'text' };

/** What the administrator runs before the first migration, in order. */
export const PREPARATION: readonly string[] = Object.freeze([roles, database, schemas, audit]);

/** The comment on schema `app` of a database that was prepared by this release. */
export const PREPARED_MARK = `Prepared by release ${digestOf(PREPARATION.join('\n'))}.`;

/** Who may migrate. */
export const MIGRATION_USERS: readonly string[] = Object.freeze(['ringwall_migration_a', 'ringwall_migration_b']);
