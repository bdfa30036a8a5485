import { COMPILED_POLICIES } from '../../shared/authorization/compiled-policies';
import { personSubject } from '../../shared/authorization/decide-for';
import type { Clock } from '../../shared/clock';
import { DEVICE_COOKIE, parseCookies } from '../../shared/http/cookies';
import type { Circumstances, Person, Principal } from '../../shared/http/request';
import type { KeyRing } from '../../shared/rings/key-ring';
import { secondsOf } from '../../shared/seconds-of';
import { findDevice } from '../domain/devices';
import { riskOf } from '../domain/risk';
import type { SeenCall } from './at-edge';
import type { Caller } from './caller';

/** What circumstances are found by. */
export interface CircumstancesParts {
  readonly hashKeys: KeyRing;
  readonly clock: Clock;
}

/** A call, and what is to be done. */
export interface WantedCall extends SeenCall {
  readonly action: string;
}

/** How a key proves itself, at each request. RFC 8176 has no name for it. */
const KEY_METHODS = ['api-key'];

/** The policies that ask for the device, itself or by the risk that it adds to. */
const DEVICE_POLICIES: ReadonlySet<string> = new Set(['high-risk', 'unknown-device']);

/**
 * The caller, with the circumstances of this call (AZN-9): the device by its cookie, or by the networks that a key is bound to; the
 * place by what the edge says; and the risk of it all.
 * @throws {DependencyFailedError} when that can't be told
 */
export async function withCircumstances(
  parts: CircumstancesParts,
  call: WantedCall,
  known: Pick<Caller, 'asIs' | 'isBound'>,
  caller: Principal,
): Promise<Principal> {
  const { country: location = 'unknown' } = call;
  const isKnown = caller.kind === 'person' ? await isKnownBrowser(parts, call, known, caller) : known.isBound;
  const device = isKnown ? 'known' : 'unknown';
  const proof =
    caller.kind === 'person'
      ? { authenticationAge: secondsOf(parts.clock) - caller.authenticatedAt, methods: caller.methods }
      : { authenticationAge: 0, methods: KEY_METHODS };
  const circumstances: Circumstances = { device, location, risk: riskOf({ device, location, ...proof }) };
  return { ...caller, circumstances };
}

/** Without a cookie nothing is read, nor where no policy asks: a device that wasn't looked up is unknown, which is the worst. */
async function isKnownBrowser(
  { hashKeys }: CircumstancesParts,
  { headers, action }: WantedCall,
  { asIs }: Pick<Caller, 'asIs'>,
  person: Person,
): Promise<boolean> {
  const cookie = parseCookies(headers.cookie)[DEVICE_COOKIE];
  if (cookie === undefined || !deviceMatters(person, action)) return false;
  const { account } = await asIs();
  return (await findDevice(hashKeys, account?.value, cookie)) !== undefined;
}

/**
 * Whether a decision may depend on the device: a policy that forbids the action asks for it, or a role of the tenant grants something
 * under the condition `trusted`, which functions ask for again.
 */
export function deviceMatters(person: Person, action: string): boolean {
  if (COMPILED_POLICIES.actions.get(action)?.forbids.some(({ id }) => DEVICE_POLICIES.has(id)) === true) return true;
  return personSubject(person).grants.some(({ trusted }) => trusted);
}
