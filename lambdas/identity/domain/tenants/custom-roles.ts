import { COMPILED_POLICIES } from '../../../shared/authorization/compiled-policies';
import { grantsOf, type CustomRole } from '../../../shared/authorization/custom-role';
import { writeGrant } from '../../../shared/authorization/grant-text';
import { STANDARD_ROLES } from '../../../shared/authorization/standard-roles';
import type { RecordStore } from '../../../shared/store/record-store';
import { customRoleAt, customRoleRecord } from '../records/tenant-records';
import { MOST_ROLES_OF_A_MEMBER } from './tenant';

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The product's custom roles that a tenant may give: one that is global is nobody's to give here. */
const OF_THE_PRODUCT: ReadonlyMap<string, CustomRole> = new Map(STANDARD_ROLES.filter(({ scope }) => scope !== 'global').map((role) => [role.id, role]));

/** The tenant's own roles among these names, as they are now: one that was deleted is none any more. */
export async function readCustomRoles(store: RecordStore, tenant: string, names: readonly string[]): Promise<readonly CustomRole[]> {
  const own = [...new Set(names)].filter((name) => ID.test(name)).slice(0, MOST_ROLES_OF_A_MEMBER);
  const found = await Promise.all(own.map((id) => store.get({ kind: customRoleRecord, at: customRoleAt(tenant, id) })));
  return found.flatMap((role) => (role === undefined ? [] : [role.value]));
}

/** Those among these names that a tenant can give, its own and the product's. */
export async function findCustomRoles(store: RecordStore, tenant: string, names: readonly string[]): Promise<readonly CustomRole[]> {
  return [...names.flatMap((name) => OF_THE_PRODUCT.get(name) ?? []), ...(await readCustomRoles(store, tenant, names))];
}

/** What roles of a tenant grant in it, each grant once: at most four for each action there is, however many roles there are. */
export function grantTextsOf(roles: readonly CustomRole[], tenant: string): readonly string[] {
  return [...new Set(roles.flatMap((role) => grantsOf(role, tenant, COMPILED_POLICIES.actions.keys())).map(writeGrant))].sort();
}
