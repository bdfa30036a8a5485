import type { AuditFacts } from '../../shared/audit/event';
import type { Person, Reply, Request } from '../../shared/http/request';
import { secondsOf } from '../../shared/seconds-of';
import { untilCommitted } from '../../shared/store/until-committed';
import { aboutAccount } from '../domain/about-account';
import type { Account } from '../domain/account';
import { takeAddressAttempt, takeAttempt, type Attempt } from '../domain/attempts';
import { replaceSession } from '../domain/end-session';
import { recoveryCodesLow } from '../domain/factors/recovery-codes';
import { raiseSession } from '../domain/raise-session';
import { accountAt, accountRecord } from '../domain/records/account-record';
import { issueToken } from '../domain/reply-with-session';
import { requireFreshSession, type FreshSession } from '../domain/sensitive';
import type { Session } from '../domain/session';
import { StepUpRefusedError, StrongerFactorRequiredError } from './errors';
import type { StepUpParts } from './parts';
import { hasStrongerFactor, prove, type Proof } from './prove';
import type { StepUpBody } from './schemas';

type StepUpRequest = Request<StepUpBody>;

/**
 * `POST /auth/step-up` (IDN-14): the person shows again that it is them. The session is raised, and the answer holds an access
 * token that says so. Attempts are counted before they are made, against the address and the account's known device.
 * @throws {StepUpRefusedError} when the proof doesn't hold, or too many failed
 * @throws {StrongerFactorRequiredError} when a password is offered and the account has a second factor
 * @throws {TooManyAttemptsError} when the address has had its attempts
 */
export async function stepUp(parts: StepUpParts, person: Person, request: StepUpRequest): Promise<Reply> {
  const { account, session } = await requireFreshSession(parts, person);
  if ('password' in request.body && hasStrongerFactor(account.value)) throw new StrongerFactorRequiredError();
  const attempt = await count(parts, session.value, request);
  if (!attempt.allowed) return refuse(parts, person, attempt, request);
  const { reply, left } = await untilCommitted(async () => {
    const fresh = await requireFreshSession(parts, person);
    const proof = await prove(parts, fresh.account.value, request.body, request);
    if (proof === undefined) return refuse(parts, person, attempt, request);
    await attempt.giveBack();
    return raise(parts, fresh, proof, request);
  });
  await warn(parts, left, request);
  return reply;
}

/** Counts the attempt twice, and gives both back once: that something else changed the account meanwhile is no reason to give more. */
async function count(parts: StepUpParts, session: Session, { address }: StepUpRequest): Promise<Attempt> {
  const giveBackAddress = await takeAddressAttempt(parts, address);
  const attempt = await takeAttempt(parts.counters, { budget: 'account', account: session.account, device: session.device });
  let given: Promise<void> | undefined;
  const giveBack = () => (given ??= Promise.all([attempt.giveBack(), giveBackAddress()]).then(() => undefined));
  return { ...attempt, giveBack };
}

interface Raised {
  readonly reply: Reply;
  /** With what the proof used up taken away. */
  readonly left: Account;
}

async function raise(parts: StepUpParts, { account, session }: FreshSession, proof: Proof, request: StepUpRequest): Promise<Raised | undefined> {
  const raised = raiseSession(session.value, proof.method, secondsOf(parts.clock));
  const reply: Reply = { status: 200, body: await issueToken(parts.issuer, raised, proof.account) };
  const { id, tenant } = proof.account;
  const facts = { result: 'success', resource: `session/${raised.id}`, account: id, tenant, details: { method: proof.method } } as const;
  const changes = [
    { action: 'replace', kind: accountRecord, at: accountAt(id), value: proof.account, version: account.version } as const,
    replaceSession(raised, session.version),
    ...proof.changes,
  ];
  return (await parts.store.commit(changes, [await parts.audit.event({ action: 'step-up', ...facts }, request)])) ? { reply, left: proof.account } : undefined;
}

/** Records the failure, and the lock that it may bring. */
async function refuse({ store, audit }: StepUpParts, person: Person, { locks }: Attempt, request: StepUpRequest): Promise<never> {
  const { account, tenant, session } = person;
  const failed: AuditFacts = { action: 'step-up', result: 'failure', resource: `session/${session}`, account, tenant };
  const locked: AuditFacts = { action: 'account.locked', result: 'success', ...aboutAccount({ id: account, tenant }) };
  const events = (locks ? [failed, locked] : [failed]).map((facts) => audit.event(facts, request));
  await store.commit([], await Promise.all(events));
  throw new StepUpRefusedError();
}

async function warn({ notices }: StepUpParts, account: Account, { body }: StepUpRequest): Promise<void> {
  if (!('recovery_code' in body) || !recoveryCodesLow(account)) return;
  await notices.tell(account, { kind: 'recovery-codes-low', values: { left: String(account.recoveryCodes.length) } });
}
