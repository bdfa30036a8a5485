import { atEdge, type EdgeParts } from './at-edge';
import { withCircumstances, type CircumstancesParts } from './circumstances';
import { principalContext } from '../../shared/http/principal';
import type { Principal } from '../../shared/http/request';
import type { RecordStore } from '../../shared/store/record-store';
import { TokenRefusedError } from '../../shared/tokens/errors';
import { KEY_PREFIX } from '../domain/api-keys/key-text';
import { verifyApiKey, type KeyVerifierParts } from '../domain/api-keys/verify-api-key';
import { decideFor, type PolicyParts } from '../../shared/authorization/decide-for';
import { ROUTE_PERMISSIONS } from '../domain/route-permissions';
import { NobodyError } from './errors';
import { isAsOfNow } from './is-as-of-now';
import { policyFor, type Policy } from './policy';
import { readEvent, type Call } from './read-event';
import { recordDecision, type RecorderParts } from './record-decision';
import { withEntry } from './with-entry';
import { withTenant } from './with-tenant';

/** What the authorizer is made of. */
export interface AuthorizerParts extends KeyVerifierParts, PolicyParts, RecorderParts, EdgeParts, CircumstancesParts {
  readonly tokens: {
    /** @throws {TokenRefusedError} when it isn't valid */
    verify(token: string): Promise<Principal>;
  };
  readonly store: RecordStore;
}

/**
 * Decides one request: who calls, and whether the route is theirs to call. Whatever isn't known is denied, and each decision is
 * recorded with the policy that made it (AZN-4, AUD-2). All of it is decided for one moment: an entry that ends meanwhile counts for
 * all of it or for nothing.
 * @throws {NobodyError} when the credential is missing, invalid or, for what mustn't wait, no longer true: the gateway answers 401; a policy that denies is a 403
 * @throws {DependencyFailedError} when that can't be told: the gateway answers 500
 */
export async function authorize(given: AuthorizerParts, event: unknown): Promise<Policy> {
  const moment = given.clock();
  const parts = { ...given, clock: () => moment };
  const call = await atEdge(parts, readEvent(event));
  const found = await withEntry(parts, await callerOf(parts, call));
  if (found === undefined) throw new NobodyError();
  const action = ROUTE_PERMISSIONS.get(call.route) ?? call.route;
  const caller = await withCircumstances(parts, call, await withTenant(parts.store, found, action));
  const decision = decideFor(parts, caller, action);
  if (decision.allowed && !(await isAsOfNow(parts, caller, action))) throw new NobodyError();
  const { allowed, context } = await recordDecision(parts, call, caller, decision);
  parts.log({ decision: allowed ? 'allowed' : 'denied', route: call.route, principal: idOf(caller), ...context });
  return policyFor(idOf(caller), call.methodArn, allowed ? 'Allow' : 'Deny', { ...principalContext(caller), ...context });
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
