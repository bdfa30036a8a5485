import { maskForRole } from '../../shared/fields/mask';
import type { Principal } from '../../shared/http/request';

/** Stands for whoever created the document. */
const CREATOR = 'creator';

/** Sensitive fields of a document, each with what its readers are asked for. */
const CLASSES = { contact_email: 'contact' };

/** Who sees them in full (KEY-5): the others may read the document and not reach its contact. */
const VISIBLE = { [CREATOR]: ['contact'], ADMIN: ['contact'], OWNER: ['contact'], SUPER_ADMIN: ['contact'] };

/** The fields of a document as a reader may see them: the others' are masked. */
export function visibleFields(fields: Readonly<Record<string, unknown>>, reader: Principal, isCreator: boolean): Record<string, unknown> {
  const roles = [...(isCreator ? [CREATOR] : []), ...(reader.kind === 'person' ? reader.roles : [])];
  const role = roles.find((one) => Object.hasOwn(VISIBLE, one)) ?? 'none';
  return maskForRole(fields, { role, classes: CLASSES, visible: VISIBLE });
}
