import type { AuditFacts } from '../../shared/audit/event';
import type { Person, Reply, Request } from '../../shared/http/request';
import { Refusal } from '../../shared/http/refusal';
import { isoTime } from '../../shared/iso-time';
import { secondsOf } from '../../shared/seconds-of';
import type { Change } from '../../shared/store/record-store';
import { untilCommitted } from '../../shared/store/until-committed';
import { aboutAccount } from '../domain/about-account';
import type { Account, Passkey } from '../domain/account';
import { accountAt, accountRecord } from '../domain/records/account-record';
import type { CeremonyBinding } from '../domain/records/ceremony-record';
import { passkeyAt, passkeyRecord } from '../domain/records/passkey-record';
import { requireFreshSession, unlessRevoked, type FreshSession } from '../domain/sensitive';
import { requireRoom } from './begin-registration';
import { findCeremony, type OpenCeremony } from './ceremonies';
import { PasskeyKnownError } from './errors';
import type { PasskeyParts } from './parts';
import type { RegistrationBody } from './schemas';
import { verifyAttestation } from './verify-attestation';

type RegistrationRequest = Request<RegistrationBody>;

/**
 * `POST /auth/passkeys/registration`: the passkey becomes the account's, in one transaction with the end of the ceremony.
 * @throws {CeremonyNotFoundError} {PasskeyKnownError} {TooManyPasskeysError}, and what `verifyAttestation` and `requireFreshSession` throw
 */
export async function register(parts: PasskeyParts, person: Person, request: RegistrationRequest): Promise<Reply> {
  const { account, passkey } = await untilCommitted(() => attempt(parts, person, request));
  await parts.notices.tell(account, { kind: 'factor-added', values: { factor: `passkey "${passkey.name}"` } });
  return { status: 201, body: { id: passkey.id, name: passkey.name, created_at: isoTime(passkey.createdAt) } };
}

interface Registered {
  readonly account: Account;
  readonly passkey: Passkey;
}

async function attempt(parts: PasskeyParts, person: Person, request: RegistrationRequest): Promise<Registered | undefined> {
  const fresh = await requireFreshSession(parts, person, { stepUp: true });
  const ceremony = await findCeremony(parts.store, request.body.ceremony_id, isOf(person));
  try {
    const passkey = await judge(parts, fresh.account.value, ceremony, request.body);
    return await add(parts, fresh, passkey, ceremony, request);
  } catch (error) {
    if (error instanceof Refusal) await recordFailure(parts, person, ceremony, error, request);
    throw error;
  }
}

/** In the same session: what one browser began, another of the same person doesn't end. */
function isOf(person: Person) {
  return (binding: CeremonyBinding): binding is Extract<CeremonyBinding, { readonly session: string }> =>
    binding.purpose === 'registration' && binding.account === person.account && binding.session === person.session;
}

async function judge(parts: PasskeyParts, account: Account, { challenge }: OpenCeremony, body: RegistrationBody): Promise<Passkey> {
  const { relyingParty, store, clock } = parts;
  const credential = await verifyAttestation(body.credential, { relyingParty, challenge });
  requireRoom(account);
  // WebAuthn §7.1, 26: a credential is one account's, or its owner could be signed in as somebody else.
  if ((await store.get({ kind: passkeyRecord, at: passkeyAt(credential.id) })) !== undefined) throw new PasskeyKnownError();
  return { ...credential, name: body.name, createdAt: secondsOf(clock) };
}

async function add(
  { store, audit }: PasskeyParts,
  { account: { value, version }, session }: FreshSession,
  passkey: Passkey,
  ceremony: OpenCeremony,
  request: RegistrationRequest,
): Promise<Registered | undefined> {
  const account = { ...value, passkeys: [...value.passkeys, passkey] };
  const changes: readonly Change[] = [
    ceremony.end,
    unlessRevoked(session),
    { action: 'replace', kind: accountRecord, at: accountAt(account.id), value: account, version },
    { action: 'create', kind: passkeyRecord, at: passkeyAt(passkey.id), value: { account: account.id } },
  ];
  const facts: AuditFacts = { action: 'factor.added', result: 'success', ...aboutAccount(account), details: { factor: 'passkey' } };
  return (await store.commit(changes, [await audit.event(facts, request)])) ? { account, passkey } : undefined;
}

/** The challenge is used up by an answer that doesn't hold, too. */
async function recordFailure({ store, audit }: PasskeyParts, person: Person, ceremony: OpenCeremony, refusal: Refusal, request: RegistrationRequest) {
  const facts: AuditFacts = {
    action: 'factor.added',
    result: 'failure',
    ...aboutAccount({ id: person.account, tenant: person.tenant }),
    details: { factor: 'passkey', reason: refusal.code },
  };
  await store.commit([ceremony.end], [await audit.event(facts, request)]);
}
