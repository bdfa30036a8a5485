const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const TOP_LEVEL = '(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})';

/** A registered domain or a name below one, in lower case, as in `example.com`; or `localhost`. */
export const DOMAIN = new RegExp(`^(?:(?:${LABEL}\\.)+${TOP_LEVEL}|localhost)$`);

/** A domain, or all names below one, as in `*.example.com`; never a whole top level. */
export const OUTBOUND_DOMAIN = new RegExp(`^(?:(?:\\*\\.)?(?:${LABEL}\\.)+${TOP_LEVEL}|(?:\\*\\.)?localhost)$`);

/** Whether the name means the machine itself (RFC 6761 §6.3). */
export function isLoopback(domain: string): boolean {
  return domain === 'localhost' || domain.endsWith('.localhost');
}
