import type { Person, Reply } from '../../shared/http/request';
import { secondsOf } from '../../shared/seconds-of';
import { ConflictError } from '../../shared/store/errors';
import type { Account } from '../domain/account';
import { requireFreshSession } from '../domain/sensitive';
import { beginCeremony } from './ceremonies';
import { TooManyPasskeysError } from './errors';
import { creationOptions } from './options';
import type { PasskeyParts } from './parts';

/** An account has at most so many passkeys: all of them are offered at each ceremony. */
const MOST_PASSKEYS = 10;

/**
 * `POST /auth/passkeys/registration/options`
 * @throws {StepUpRequiredError} {SessionEndedError} {TooManyPasskeysError}
 */
export async function beginRegistration(parts: PasskeyParts, person: Person): Promise<Reply> {
  const { account } = await requireFreshSession(parts, person, { stepUp: true });
  requireRoom(account.value);
  const binding = { purpose: 'registration', account: person.account, session: person.session } as const;
  const { id, challenge, change } = beginCeremony(binding, secondsOf(parts.clock));
  const options = creationOptions(parts.relyingParty, account.value, await parts.pool.emailOf(person.account), challenge);
  if (!(await parts.store.commit([change], []))) throw new ConflictError();
  return { status: 200, body: { ceremony_id: id, options } };
}

/** @throws {TooManyPasskeysError} when the account has no room for another */
export function requireRoom({ passkeys }: Account): void {
  if (passkeys.length >= MOST_PASSKEYS) throw new TooManyPasskeysError(MOST_PASSKEYS);
}
