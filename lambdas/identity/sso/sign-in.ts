import type { AuditFacts } from '../../shared/audit/event';
import type { Reply, Request } from '../../shared/http/request';
import { secondsOf } from '../../shared/seconds-of';
import { ConflictError } from '../../shared/store/errors';
import type { Found, RecordStore } from '../../shared/store/record-store';
import { aboutAccount } from '../domain/about-account';
import type { Account } from '../domain/account';
import { beginWithoutPassword } from '../domain/begin-without-password';
import { completeSignIn, type Proved } from '../domain/complete-sign-in';
import { accountAt, accountRecord } from '../domain/records/account-record';
import { linkAt, linkRecord } from '../domain/records/link-record';
import { isSecondFactorDue, startSecondFactor } from '../domain/second-factor';
import { AccountSuspendedError } from '../domain/session-errors';
import { step } from '../domain/sign-in-flow';
import type { PoolChallenge } from '../domain/user-pool';
import { createAccount } from './create-account';
import { StateRefusedError } from './errors';
import type { Identity } from './identity';
import { landOn } from './landing';
import type { SsoParts } from './parts';
import type { Provider } from './provider';

/**
 * Signs in who the provider says it is: the account of issuer and subject, or a new one. What the account demands beside a first
 * factor it demands here, too (IDN-11).
 * @throws {AccountSuspendedError}, and what `createAccount` and `completeSignIn` throw
 */
export async function signIn(parts: SsoParts, provider: Provider, identity: Identity, request: Request): Promise<Reply> {
  const found = (await accountOf(parts.store, identity)) ?? (await createAccount(parts, provider, identity, request));
  if (found.value.status !== 'active') throw new AccountSuspendedError();
  const challenge = await beginWithoutPassword(parts.pool, found.value.id, request);
  if (isSecondFactorDue(found.value)) return awaitSecondFactor(parts, provider, { account: found.value, challenge }, request);
  const state = step({ at: 'begun' }, { kind: 'first-held', first: 'fed', secondDue: false });
  if (state.at !== 'proved') throw new StateRefusedError();
  const again = () => proveAgain(parts.store, identity);
  const completion = { state, challenge, proved: { found, changes: [] }, again, events: [heldBy(provider, found.value)] };
  const { cookies = [] } = await completeSignIn(parts, completion, request);
  // The page gets its first access token by the refresh cookie: none is in an address, a history or a log.
  return landOn(parts.app, {}, cookies);
}

async function accountOf(store: RecordStore, identity: Identity): Promise<Found<Account> | undefined> {
  const entry = await store.get({ kind: linkRecord, at: linkAt(identity) });
  return entry === undefined ? undefined : store.get({ kind: accountRecord, at: accountAt(entry.value.account) });
}

/** The account changed meanwhile: it may have a second factor by now, or the link may be gone. */
async function proveAgain(store: RecordStore, identity: Identity): Promise<Proved> {
  const found = await accountOf(store, identity);
  if (found?.value.status !== 'active' || isSecondFactorDue(found.value)) throw new StateRefusedError();
  return { found, changes: [] };
}

async function awaitSecondFactor(
  { store, rings, smsRules, audit, clock, app }: SsoParts,
  provider: Provider,
  { account, challenge }: { readonly account: Account; readonly challenge: PoolChallenge },
  request: Request,
): Promise<Reply> {
  const started = await startSecondFactor({ sessionKeys: rings.sessionKeys, smsRules }, { account, challenge, first: 'fed' }, secondsOf(clock));
  if (!(await store.commit([started.change], [await audit.event(heldBy(provider, account), request)]))) throw new ConflictError();
  const { session_id, methods } = started.reply.body as { readonly session_id: string; readonly methods: readonly string[] };
  return landOn(app, { session_id, methods: methods.join(',') }, started.reply.cookies);
}

function heldBy({ id: provider }: Provider, account: Account): AuditFacts {
  return { action: 'factor.verified', result: 'success', ...aboutAccount(account), details: { factor: 'provider', provider } };
}
