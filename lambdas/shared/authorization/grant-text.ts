import type { Grant } from './request';

const OWN = '+own';
const TRUSTED = '+trusted';

/** A grant in one word, such as `documents:read+own`: the tenant is the caller's, so it needn't be said. */
export function writeGrant({ permission, own, trusted }: Omit<Grant, 'tenant'>): string {
  return `${permission}${own ? OWN : ''}${trusted ? TRUSTED : ''}`;
}

/** A word of {@link writeGrant} in a tenant. One that it didn't write grants what no action is called. */
export function readGrant(text: string, tenant: string): Grant {
  const trusted = text.endsWith(TRUSTED);
  const rest = trusted ? text.slice(0, -TRUSTED.length) : text;
  const own = rest.endsWith(OWN);
  return { tenant, permission: own ? rest.slice(0, -OWN.length) : rest, own, trusted };
}
