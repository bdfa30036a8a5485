import type { AuditFacts } from '../../shared/audit/event';
import type { Person, Reply, Request } from '../../shared/http/request';
import { secondsOf } from '../../shared/seconds-of';
import { untilCommitted } from '../../shared/store/until-committed';
import { takeAttempt, type Attempt } from '../domain/attempts';
import { replaceSession } from '../domain/end-session';
import { raiseSession } from '../domain/raise-session';
import { accountAt, accountRecord } from '../domain/records/account-record';
import type { CeremonyBinding } from '../domain/records/ceremony-record';
import { issueToken } from '../domain/reply-with-session';
import { requireFreshSession } from '../domain/sensitive';
import { takePasskeyAttempt } from './address-budget';
import { findCeremony } from './ceremonies';
import { judgeAssertion } from './judge-assertion';
import type { PasskeyParts } from './parts';
import type { AssertionBody } from './schemas';

/**
 * `POST /auth/passkeys/step-up` (IDN-14): the session is raised as by `POST /auth/step-up`, and the answer holds an access token that
 * says so.
 * @throws {TooManyAttemptsError} {CeremonyNotFoundError} {SessionEndedError}, and what `judgeAssertion` throws
 */
export async function stepUp(parts: PasskeyParts, person: Person, request: Request<AssertionBody>): Promise<Reply> {
  const { session } = await requireFreshSession(parts, person);
  const giveBack = await takePasskeyAttempt({ counters: parts.counters, hashKeys: parts.rings.hashKeys }, request.address);
  const attempt = await takeAttempt(parts.counters, { budget: 'passkey', account: person.account, device: session.value.device });
  const reply = await untilCommitted(() => raise(parts, person, request, attempt));
  await Promise.all([giveBack(), attempt.giveBack()]);
  return reply;
}

async function raise(parts: PasskeyParts, person: Person, request: Request<AssertionBody>, { allowed }: Attempt): Promise<Reply | undefined> {
  const { store, audit, issuer, clock } = parts;
  const fresh = await requireFreshSession(parts, person);
  const ceremony = await findCeremony(store, request.body.ceremony_id, isOf(person));
  const judged = { account: fresh.account.value, ceremony, sole: true, allowed, action: 'step-up', onFailure: [] } as const;
  const { account, methods } = await judgeAssertion(parts, judged, request.body, request);
  const now = secondsOf(clock);
  const session = methods.reduce((raised, method) => raiseSession(raised, method, now), fresh.session.value);
  const reply: Reply = { status: 200, body: await issueToken(issuer, session, account) };
  const changes = [
    ceremony.end,
    { action: 'replace', kind: accountRecord, at: accountAt(account.id), value: account, version: fresh.account.version } as const,
    replaceSession(session, fresh.session.version),
  ];
  const whose = { resource: `session/${session.id}`, account: account.id, tenant: account.tenant };
  const facts: AuditFacts = { action: 'step-up', result: 'success', ...whose, details: { method: 'hwk' } };
  return (await store.commit(changes, [await audit.event(facts, request)])) ? reply : undefined;
}

function isOf(person: Person) {
  return (binding: CeremonyBinding): binding is Extract<CeremonyBinding, { readonly session: string }> =>
    binding.purpose === 'step-up' && binding.account === person.account && binding.session === person.session;
}
