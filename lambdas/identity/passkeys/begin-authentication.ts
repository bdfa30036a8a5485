import type { Person, Reply, Request } from '../../shared/http/request';
import { secondsOf } from '../../shared/seconds-of';
import { ConflictError } from '../../shared/store/errors';
import type { Passkey } from '../domain/account';
import { bindBrowser } from '../domain/pre-sign-in-cookie';
import type { CeremonyBinding } from '../domain/records/ceremony-record';
import { findSignIn } from '../domain/second-factor';
import { requireFreshSession } from '../domain/sensitive';
import { takeOptions } from './address-budget';
import { beginCeremony, CEREMONY_SECONDS } from './ceremonies';
import { NoPasskeyError } from './errors';
import { requestOptions } from './options';
import type { PasskeyParts } from './parts';
import type { AuthenticationOptionsBody } from './schemas';

/**
 * `POST /auth/passkeys/authentication/options`. Without a sign-in that runs, the options are the same for everybody and name nobody:
 * the person chooses on their own device (a discoverable credential).
 * @throws {TooManyRequestsError} {SignInExpiredError} {NoPasskeyError} for a second factor
 */
export async function beginAuthentication(parts: PasskeyParts, request: Request<AuthenticationOptionsBody>): Promise<Reply> {
  await takeOptions(parts, request);
  const { session_id: id } = request.body;
  if (id !== undefined) return beginSecondFactor(parts, id, request);
  const { hash, cookie } = bindBrowser(request, CEREMONY_SECONDS);
  const reply = await begin(parts, { purpose: 'sign-in', cookieHash: hash }, undefined, 'required');
  return { ...reply, cookies: [cookie] };
}

/** Beside a first factor, the passkey's possession is enough; who can verify, does. */
async function beginSecondFactor(parts: PasskeyParts, id: string, request: Request<AuthenticationOptionsBody>): Promise<Reply> {
  const signIn = await findSignIn({ store: parts.store, sessionKeys: parts.rings.sessionKeys }, id, request);
  return begin(parts, { purpose: 'second-factor', signIn: signIn.id }, signIn.account.value.passkeys, 'preferred');
}

/**
 * `POST /auth/passkeys/step-up/options`
 * @throws {SessionEndedError} {NoPasskeyError}
 */
export async function beginStepUp(parts: PasskeyParts, person: Person): Promise<Reply> {
  const { account } = await requireFreshSession(parts, person);
  return begin(parts, { purpose: 'step-up', account: person.account, session: person.session }, account.value.passkeys, 'required');
}

async function begin(
  { relyingParty, store, clock }: PasskeyParts,
  binding: CeremonyBinding,
  passkeys: readonly Passkey[] | undefined,
  userVerification: 'preferred' | 'required',
): Promise<Reply> {
  if (passkeys?.length === 0) throw new NoPasskeyError();
  const { id, challenge, change } = beginCeremony(binding, secondsOf(clock));
  if (!(await store.commit([change], []))) throw new ConflictError();
  return { status: 200, body: { ceremony_id: id, options: requestOptions(relyingParty, challenge, passkeys, userVerification) } };
}
