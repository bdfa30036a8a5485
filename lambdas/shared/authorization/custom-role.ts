import type { Grant } from './request';

/** What a condition on a permission asks: that the person created it, or that device, place and risk are good. */
export type Condition = 'own' | 'trusted';

/** What a role lets its holders do, in P's shape. */
export interface RolePermission {
  /** Such as `documents`; `*` for all. */
  readonly resource: string;
  /** Such as `read`; `*` for all that there are for the resource. */
  readonly actions: readonly string[];
  readonly conditions?: readonly Condition[];
}

/** A role as data, in P's shape (AZN-2). */
export interface CustomRole {
  readonly id: string;
  readonly name: string;
  readonly permissions: readonly RolePermission[];
  /**
   * `user`: on what the holder created. `tenant`: in the role's tenant. `global`: in each tenant that the holder is in; a role lets
   * nobody into another one (AZN-5).
   */
  readonly scope: 'global' | 'tenant' | 'user';
  /** Whose role it is; absent for those that come with the product. */
  readonly tenant?: string;
}

/**
 * What a role grants somebody who acts in a tenant. A tenant's role grants nothing elsewhere, and none that is global: those come with
 * the product.
 * @param actions every action that there is, as `<resource>:<action>`
 */
export function grantsOf(role: CustomRole, tenant: string, actions: Iterable<string>): readonly Grant[] {
  if (role.tenant !== undefined && (role.tenant !== tenant || role.scope === 'global')) return [];
  const known = [...actions];
  return role.permissions.flatMap((permission) =>
    known
      .filter((action) => covers(permission, action))
      .map((action) => ({
        tenant,
        permission: action,
        own: role.scope === 'user' || permission.conditions?.includes('own') === true,
        trusted: permission.conditions?.includes('trusted') === true,
      })),
  );
}

function covers({ resource, actions }: RolePermission, action: string): boolean {
  const [what, how] = action.split(':');
  return (resource === '*' || resource === what) && (actions.includes('*') || actions.some((one) => one === how));
}
