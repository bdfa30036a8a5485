import { principalContext } from '../../shared/http/principal';
import type { Principal } from '../../shared/http/request';
import { TokenRefusedError } from '../../shared/tokens/errors';
import { KEY_PREFIX } from '../domain/api-keys/key-text';
import { verifyApiKey, type KeyVerifierParts } from '../domain/api-keys/verify-api-key';
import { permits } from '../domain/permissions';
import { ROUTE_PERMISSIONS } from '../domain/route-permissions';
import { NobodyError } from './errors';
import { policyFor, type Policy } from './policy';
import { readEvent, type Call } from './read-event';

/** What the authorizer is made of. */
export interface AuthorizerParts extends KeyVerifierParts {
  readonly tokens: {
    /** @throws {TokenRefusedError} when it isn't valid */
    verify(token: string): Promise<Principal>;
  };
  /** Takes one line. */
  readonly log: (record: Readonly<Record<string, string>>) => void;
}

/**
 * Decides one request: who calls, and whether the route is theirs to call. Whatever isn't known is denied.
 * @throws {NobodyError} when the credential is missing or invalid: the gateway answers 401; a policy that denies is a 403
 * @throws {DependencyFailedError} when that can't be told: the gateway answers 500
 */
export async function authorize(parts: AuthorizerParts, event: unknown): Promise<Policy> {
  const call = readEvent(event);
  const caller = await callerOf(parts, call);
  if (caller === undefined) throw new NobodyError();
  const allowed = isAllowed(caller, call.route);
  if (!allowed) parts.log({ decision: 'denied', route: call.route, principal: idOf(caller) });
  return policyFor(idOf(caller), call.methodArn, allowed ? 'Allow' : 'Deny', principalContext(caller));
}

/** A key has none of the permissions that routes demand now (IDN-13): what it may do comes with the permission matrix. */
function isAllowed(caller: Principal, route: string): boolean {
  const permission = ROUTE_PERMISSIONS.get(route);
  return permission !== undefined && caller.kind === 'person' && permits(caller.roles, permission);
}

async function callerOf(parts: AuthorizerParts, { credential, address }: Call): Promise<Principal | undefined> {
  if (credential.startsWith(KEY_PREFIX)) return verifyApiKey(parts, credential, address);
  try {
    return await parts.tokens.verify(credential);
  } catch (error) {
    if (error instanceof TokenRefusedError) return undefined;
    throw error;
  }
}

function idOf(caller: Principal): string {
  return caller.kind === 'person' ? caller.account : caller.key;
}
