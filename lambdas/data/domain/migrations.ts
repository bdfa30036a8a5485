import { createHash } from 'node:crypto';
import tenancy from './migrations/0001-tenancy.sql' with { type: 'text' };
import users from './migrations/0002-users.sql' with { type: 'text' };
import documents from './migrations/0003-documents.sql' with { type: 'text' };
import keyRotation from './migrations/0004-key-rotation.sql' with { type: 'text' };
import documentCreators from './migrations/0005-document-creators.sql' with { type: 'text' };
import reconciliation from './migrations/0006-reconciliation.sql' with { type: 'text' };

/** One change of the schema. */
export interface Migration {
  /** The file's name without its end; they are applied in its order. */
  readonly name: string;
  readonly text: string;
}

/** All of them, in order. */
export const MIGRATIONS: readonly Migration[] = Object.freeze([
  { name: '0001-tenancy', text: tenancy },
  { name: '0002-users', text: users },
  { name: '0003-documents', text: documents },
  { name: '0004-key-rotation', text: keyRotation },
  { name: '0005-document-creators', text: documentCreators },
  { name: '0006-reconciliation', text: reconciliation },
]);

/**
 * What is recorded of an applied migration: its name and the beginning of its SHA-256. So one that is edited afterwards is
 * missing under its old identity, and the migration tool refuses to go on.
 */
export function identityOf({ name, text }: Migration): string {
  return `${name}.${digestOf(text)}`;
}

/** 16 hexadecimal digits of SHA-256. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
