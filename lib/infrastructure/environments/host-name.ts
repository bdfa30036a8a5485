const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const TOP_LEVEL = '(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})';

/** A registered domain or a name below one, in lower case, as in `example.com`; or that of the local cloud. */
export const DOMAIN = new RegExp(`^(?:(?:${LABEL}\\.)+${TOP_LEVEL}|ringwall\\.localhost)$`);

/** A domain, or all names below one, as in `*.example.com`; never a whole top level. */
export const OUTBOUND_DOMAIN = new RegExp(`^(?:(?:\\*\\.)?(?:${LABEL}\\.)+${TOP_LEVEL}|(?:\\*\\.)?localhost)$`);

/**
 * The domain of the local cloud: browsers resolve every name below `localhost` to this machine, and take one label below it for a
 * site of its own, which `__Host-` cookies and passkeys need.
 */
export const LOCAL_DOMAIN = 'ringwall.localhost';

/** Where its page and API answer; a server without root can't have port 443. */
export const LOCAL_PORT = 8443;

/** Whether the name means the machine itself (RFC 6761 §6.3). */
export function isLoopback(domain: string): boolean {
  return domain === 'localhost' || domain.endsWith('.localhost');
}
