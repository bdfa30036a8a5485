import type { AuditFacts } from '../../shared/audit/event';
import type { Person, Reply, Request } from '../../shared/http/request';
import type { Change } from '../../shared/store/record-store';
import { untilCommitted } from '../../shared/store/until-committed';
import { aboutAccount } from '../domain/about-account';
import type { Account } from '../domain/account';
import { accountAt, accountRecord } from '../domain/records/account-record';
import { passkeyAt, passkeyRecord } from '../domain/records/passkey-record';
import { requireFreshSession, unlessRevoked } from '../domain/sensitive';
import { requireWayIn, withoutStandIns } from '../domain/ways-in';
import { PasskeyNotFoundError } from './errors';
import type { PasskeyParts } from './parts';

/**
 * `DELETE /auth/passkeys/{passkey}`
 * @throws {PasskeyNotFoundError} also for another account's
 * @throws {LastWayInError} when nobody could sign in any more; {FactorNeededError} when a phone would be the only second factor
 * @throws {StepUpRequiredError} {SessionEndedError}
 */
export async function remove(parts: PasskeyParts, person: Person, request: Request): Promise<Reply> {
  const { account, name } = await untilCommitted(() => attempt(parts, person, request));
  await parts.notices.tell(account, { kind: 'factor-removed', values: { factor: `passkey "${name}"` } });
  return { status: 204 };
}

async function attempt(parts: PasskeyParts, person: Person, request: Request): Promise<{ account: Account; name: string } | undefined> {
  const { store, audit } = parts;
  const { account: found, session } = await requireFreshSession(parts, person, { stepUp: true });
  const passkey = found.value.passkeys.find(({ id }) => id === request.params.passkey);
  if (passkey === undefined) throw new PasskeyNotFoundError();
  const left = { ...found.value, passkeys: found.value.passkeys.filter((one) => one !== passkey) };
  requireWayIn(left);
  const account = withoutStandIns(left);
  const entry = await store.get({ kind: passkeyRecord, at: passkeyAt(passkey.id) });
  const changes: readonly Change[] = [
    unlessRevoked(session),
    { action: 'replace', kind: accountRecord, at: accountAt(account.id), value: account, version: found.version },
    ...(entry === undefined ? [] : [{ action: 'delete', kind: passkeyRecord, at: passkeyAt(passkey.id), version: entry.version } as const]),
  ];
  const facts: AuditFacts = { action: 'factor.removed', result: 'success', ...aboutAccount(account), details: { factor: 'passkey' } };
  return (await store.commit(changes, [await audit.event(facts, request)])) ? { account, name: passkey.name } : undefined;
}
