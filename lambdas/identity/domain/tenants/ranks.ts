import type { Role } from '../account';

/** The hierarchy of T§3.2. A new role doesn't compile until it has its place. */
const RANKS: Readonly<Record<Role, number>> = { VIEWER: 1, MEMBER: 2, ADMIN: 3, OWNER: 4, SUPER_ADMIN: 5 };

/** How high somebody with these roles stands; 0 without one. */
export function rankOf(roles: readonly Role[]): number {
  return Math.max(0, ...roles.map((role) => RANKS[role]));
}
