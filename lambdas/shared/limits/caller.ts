import type { Principal, RequestFacts } from '../http/request';
import type { RateTier } from './rate-limits';
import { subjectOfAddress } from './subject-of-address';

/** Who calls, as the gateway and the authorizer found it. */
export interface Caller extends Pick<RequestFacts, 'address'> {
  readonly principal?: Principal;
}

/** Whose calls are counted together. None of it is a pseudonym yet. */
export interface CallerSubject {
  readonly tier: RateTier;
  readonly subject: string;
  /** The session family, which has a budget within the person's. */
  readonly session?: string;
}

/** IDN-9 has sessions of the same roles end early. */
const ADMINS: ReadonlySet<string> = new Set(['ADMIN', 'OWNER', 'SUPER_ADMIN']);

/** What a call is counted by; it never is anything that the client says of itself. */
export function subjectOfCaller({ address, principal }: Caller): CallerSubject {
  if (principal === undefined) return { tier: 'anonymous', subject: subjectOfAddress(address) };
  if (principal.kind === 'api-key') return { tier: 'apiKey', subject: principal.key };
  const tier = principal.roles.some((role) => ADMINS.has(role)) ? 'admin' : 'authenticated';
  return { tier, subject: principal.account, session: principal.session };
}
