import type { Reply, Request } from '../../shared/http/request';
import type { Found, RecordStore } from '../../shared/store/record-store';
import { aboutAccount } from '../domain/about-account';
import type { Account } from '../domain/account';
import { beginWithoutPassword } from '../domain/begin-without-password';
import { completeSignIn, type Proved } from '../domain/complete-sign-in';
import { accountAt, accountRecord } from '../domain/records/account-record';
import { passkeyAt, passkeyRecord } from '../domain/records/passkey-record';
import { SignInExpiredError } from '../domain/sign-in-errors';
import { step } from '../domain/sign-in-flow';
import { PasskeyRefusedError } from './errors';
import { findSignInCeremony } from './find-sign-in-ceremony';
import { judgeAssertion, type HeldPasskey } from './judge-assertion';
import type { PasskeyParts } from './parts';
import type { AssertionBody } from './schemas';

interface ProvedPasskey extends Proved {
  readonly methods: HeldPasskey['methods'];
}

/** Signs in by a passkey that verified its user: possession and knowledge or biometrics, two factors in one. */
export async function signIn(parts: PasskeyParts, request: Request<AssertionBody>): Promise<Reply> {
  const proved = await prove(parts, request);
  const { value: account } = proved.found;
  const state = step({ at: 'begun' }, { kind: 'passkey-held', methods: proved.methods });
  if (state.at !== 'proved') throw new SignInExpiredError();
  const challenge = await beginWithoutPassword(parts.pool, account.id, request);
  const events = [{ action: 'factor.verified', result: 'success', ...aboutAccount(account), details: { factor: 'passkey' } } as const];
  return completeSignIn(parts, { state, challenge, proved, again: () => prove(parts, request), events }, request);
}

async function prove(parts: PasskeyParts, request: Request<AssertionBody>): Promise<ProvedPasskey> {
  const ceremony = await findSignInCeremony(parts, request);
  const found = await ownerOf(parts.store, request.body.credential.id);
  const judged = { account: found?.value, ceremony, sole: true, allowed: true, action: 'sign-in', onFailure: [] } as const;
  const { account, methods } = await judgeAssertion(parts, judged, request.body, request);
  if (found === undefined) throw new PasskeyRefusedError();
  return { found: { value: account, version: found.version }, changes: [ceremony.end], methods };
}

/** Whose the credential is. As many calls when it is nobody's. */
async function ownerOf(store: RecordStore, credential: string): Promise<Found<Account> | undefined> {
  const entry = await store.get({ kind: passkeyRecord, at: passkeyAt(credential) });
  return store.get({ kind: accountRecord, at: accountAt(entry?.value.account ?? 'none') });
}
