import type { Decision } from '../../shared/authorization/decide';
import { decideFor, type PolicyParts } from '../../shared/authorization/decide-for';
import { principalContext } from '../../shared/http/principal';
import type { Principal } from '../../shared/http/request';
import { secondsOf } from '../../shared/seconds-of';
import type { RecordStore } from '../../shared/store/record-store';
import { TokenRefusedError } from '../../shared/tokens/errors';
import { KEY_PREFIX } from '../domain/api-keys/key-text';
import { verifyApiKey, type KeyVerifierParts } from '../domain/api-keys/verify-api-key';
import { ROUTE_PERMISSIONS } from '../domain/route-permissions';
import { atEdge, type EdgeParts } from './at-edge';
import { callerBy, type Caller } from './caller';
import { withCircumstances, type CircumstancesParts } from './circumstances';
import { NobodyError } from './errors';
import { isAsOfNow } from './is-as-of-now';
import { isPlain, policyFor, type Policy } from './policy';
import { readEvent, type Call } from './read-event';
import { recordDecision, type Outcome, type RecorderParts } from './record-decision';
import { withEntry } from './with-entry';
import { withTenant } from './with-tenant';

/** Of a token that says what isn't true any more: the one denial that is answered 401, so that its caller refreshes it or signs in. */
const STALE = 'stale';

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
 * all of it or for nothing. Who was denied too often is refused undecided, which the access log alone tells (decision 0130).
 * @throws {NobodyError} when the credential is missing, invalid or, for what mustn't wait, no longer true: the gateway answers 401; a policy that denies is a 403
 * @throws {DependencyFailedError} when that can't be told: the gateway answers 500
 */
export async function authorize(given: AuthorizerParts, event: unknown): Promise<Policy> {
  const moment = given.clock();
  const parts = { ...given, clock: () => moment };
  const now = secondsOf(parts.clock);
  const call = await atEdge(parts, readEvent(event));
  const known = await callerOf(parts, call);
  if (known === undefined) throw new NobodyError();
  if (parts.denials.isShut(known.principal)) return refuseUndecided(parts, call, known.principal);
  const action = ROUTE_PERMISSIONS.get(call.route) ?? call.route;
  const found = await withTenant(parts.store, await withEntry(known, now), action);
  const caller = await withCircumstances(parts, { ...call, action }, known, found);
  const outcome = await settled(decideFor(parts, caller, action), call, () => isAsOfNow(known, action, now));
  const { allowed, context } = await recordDecision(parts, call, caller, outcome);
  parts.log({ decision: allowed ? 'allowed' : 'denied', route: call.route, principal: idOf(caller), ...context });
  if (outcome.reason === STALE) throw new NobodyError();
  return policyFor(idOf(caller), call.methodArn, allowed ? 'Allow' : 'Deny', { ...principalContext(caller), viewerAddress: call.address, ...context });
}

/**
 * Settles, before it is recorded, what policies permit and is denied all the same: a request whose policy would stand for others, or
 * whose token isn't true any more.
 */
async function settled(decision: Decision, { methodArn }: Call, isTrue: () => Promise<boolean>): Promise<Outcome> {
  if (!decision.allowed) return decision;
  if (!isPlain(methodArn)) return { ...decision, allowed: false, reason: 'path' };
  return (await isTrue()) ? decision : { ...decision, allowed: false, reason: STALE };
}

/** A 403, as a decision that denies: the gateway makes nothing else of what an authorizer says. */
function refuseUndecided({ log, policySet }: AuthorizerParts, { route, methodArn }: Call, caller: Principal): Policy {
  const context = { policy: 'none', policySet, reason: 'too-many-denials' };
  log({ decision: 'undecided', route, principal: idOf(caller), ...context });
  return policyFor(idOf(caller), methodArn, 'Deny', { ...principalContext(caller), ...context });
}

async function callerOf(parts: AuthorizerParts, { credential, address }: Call): Promise<Caller | undefined> {
  const found = credential.startsWith(KEY_PREFIX) ? await verifyApiKey(parts, credential, address) : await personOf(parts, credential);
  return found === undefined ? undefined : callerBy(parts.store, found);
}

async function personOf({ tokens }: AuthorizerParts, token: string): Promise<{ readonly caller: Principal; readonly isBound: false } | undefined> {
  try {
    return { caller: await tokens.verify(token), isBound: false };
  } catch (error) {
    if (error instanceof TokenRefusedError) return undefined;
    throw error;
  }
}

function idOf(caller: Principal): string {
  return caller.kind === 'person' ? caller.account : caller.key;
}
