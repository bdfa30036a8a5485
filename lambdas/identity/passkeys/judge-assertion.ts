import type { AuditFacts } from '../../shared/audit/event';
import type { RequestFacts } from '../../shared/http/request';
import { Refusal } from '../../shared/http/refusal';
import { secondsOf } from '../../shared/seconds-of';
import type { Change } from '../../shared/store/record-store';
import { aboutAccount } from '../domain/about-account';
import type { Account } from '../domain/account';
import type { OpenCeremony } from './ceremonies';
import { PasskeyRefusedError } from './errors';
import type { PasskeyParts } from './parts';
import { userHandleOf } from './options';
import type { AssertionBody } from './schemas';
import { verifyAssertion, type Assertion } from './verify-assertion';

/** What an answer is judged against. */
export interface AssertionCase {
  /** `undefined` when nobody has the credential. */
  readonly account: Account | undefined;
  readonly ceremony: OpenCeremony;
  /** Whether the passkey is the only factor. */
  readonly sole: boolean;
  /** Whether it may be judged at all: false when a budget is spent. */
  readonly allowed: boolean;
  /** What a failure is in the trail. */
  readonly action: 'factor.verified' | 'sign-in' | 'step-up';
  /** What a failure changes beside the ceremony. */
  readonly onFailure: readonly Change[];
}

/** A passkey that was proved. */
export interface HeldPasskey {
  /** The account with the passkey's new counter. */
  readonly account: Account;
  /** By the names of RFC 8176 §2. */
  readonly methods: readonly string[];
}

/**
 * Judges an answer. One that doesn't hold uses up its challenge, and is recorded with the reason.
 * @throws {PasskeyRefusedError}, and what `verifyAssertion` throws
 */
export async function judgeAssertion(parts: PasskeyParts, judged: AssertionCase, body: AssertionBody, facts: RequestFacts): Promise<HeldPasskey> {
  try {
    return await judge(parts, judged, body);
  } catch (error) {
    if (error instanceof Refusal) await recordFailure(parts, judged, error, facts);
    throw error;
  }
}

async function judge({ relyingParty, clock }: PasskeyParts, judged: AssertionCase, { credential }: AssertionBody): Promise<HeldPasskey> {
  const { account, ceremony, sole, allowed, action } = judged;
  const passkey = account?.passkeys.find(({ id }) => id === credential.id);
  if (account?.status !== 'active' || passkey === undefined || !allowed) throw new PasskeyRefusedError();
  checkOwner(account, credential.response.userHandle, action === 'sign-in');
  const assertion = await verifyAssertion(credential, passkey, { relyingParty, challenge: ceremony.challenge, requireVerification: sole });
  const used = { ...passkey, counter: assertion.counter, lastUsedAt: secondsOf(clock) };
  return { account: { ...account, passkeys: account.passkeys.map((one) => (one === passkey ? used : one)) }, methods: methodsOf(assertion) };
}

/** WebAuthn §7.2, 6: where nobody was named before, the authenticator names who it is, and that must be the credential's owner. */
function checkOwner({ id }: Account, userHandle: string | null | undefined, isRequired: boolean): void {
  const given = userHandle ?? undefined;
  if (given === undefined ? isRequired : given !== userHandleOf(id)) throw new PasskeyRefusedError();
}

/** RFC 8176 §2: possession of a key, and the user's presence or verification by it. */
function methodsOf({ userVerified }: Assertion): readonly string[] {
  return userVerified ? ['hwk', 'user'] : ['hwk'];
}

async function recordFailure({ store, audit }: PasskeyParts, judged: AssertionCase, { code }: Refusal, request: RequestFacts): Promise<void> {
  const { account, ceremony, action, onFailure } = judged;
  const whose = account === undefined ? { resource: 'passkey/unknown' } : aboutAccount(account);
  const facts: AuditFacts = { action, result: 'failure', ...whose, details: { factor: 'passkey', reason: code } };
  const event = await audit.event(facts, request);
  // When others changed the flow or used the challenge meanwhile, the event remains.
  if (!(await store.commit([ceremony.end, ...onFailure], [event]))) await store.commit([], [event]);
}
