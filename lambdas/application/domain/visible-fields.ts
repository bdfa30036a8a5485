import { maskForRole, type VisibleClasses } from '../../shared/fields/mask';
import type { Principal } from '../../shared/http/request';

/** Sensitive fields of a document, each with what its readers are asked for. */
const CLASSES = { contact_email: 'contact' };

/** The roles that see them in full, beside who created the document (KEY-5): the others may read it and not reach its contact. */
const VISIBLE = { ADMIN: ['contact'], OWNER: ['contact'], SUPER_ADMIN: ['contact'] };

/** The fields of a document as a reader may see them: the others' are masked. */
export function visibleFields(fields: Readonly<Record<string, unknown>>, reader: Principal, isCreator: boolean): Readonly<Record<string, unknown>> {
  if (isCreator) return fields;
  return maskForRole(fields, { role: roleAmong(VISIBLE, reader), classes: CLASSES, visible: VISIBLE });
}

/** The first of a reader's roles that sees anything; `none` when no one does. */
export function roleAmong(visible: VisibleClasses, reader: Principal): string {
  const roles = reader.kind === 'person' ? reader.roles : [];
  return roles.find((one) => Object.hasOwn(visible, one)) ?? 'none';
}
