import { personOf } from '../../shared/http/principal';
import type { Reply, Request } from '../../shared/http/request';
import { isoTime } from '../../shared/iso-time';
import { secondsOf } from '../../shared/seconds-of';
import type { Account, Passkey } from '../domain/account';
import { recoveryCodesLow } from '../domain/factors/recovery-codes';
import { stateOf, WAIT_SECONDS } from '../domain/recovery';
import { describeErasure, describeRestriction } from '../domain/describe-rights';
import { ERASURE_REQUEST, erasureRequestAt } from '../domain/records/erasure-request-record';
import { RECOVERY, recoveryAt } from '../domain/records/recovery-record';
import { requireFreshSession } from '../domain/sensitive';
import { secondFactorOf } from './second-factor';
import type { Parts } from './parts';

/** `GET /auth/account`: one's own, without any secret. */
export async function readProfile(parts: Parts, request: Request): Promise<Reply> {
  const { value: account } = (await requireFreshSession(parts, personOf(request))).account;
  const email = await parts.pool.emailOf(account.id);
  const recovery = await parts.store.get({ kind: RECOVERY, at: recoveryAt(account.id) });
  const erasure = await parts.store.get({ kind: ERASURE_REQUEST, at: erasureRequestAt(account.id) });
  const pending = recovery !== undefined && stateOf(recovery.value, account, secondsOf(parts.clock)) !== 'void';
  const body = {
    id: account.id,
    tenant: account.tenant,
    roles: account.roles,
    email,
    has_password: account.hasPassword,
    created_at: isoTime(account.createdAt),
    ...factorsOf(account),
    links: account.links.map(({ provider, linkedAt }) => ({ provider, linked_at: isoTime(linkedAt) })),
    recovery: pending ? { possible_from: isoTime(recovery.value.requestedAt + WAIT_SECONDS) } : null,
    erasure: describeErasure(erasure?.value),
    restriction: describeRestriction(account.restriction),
    text_messages: { offered: parts.smsRules.countries.size > 0 },
  };
  return { status: 200, body };
}

function factorsOf(account: Account) {
  const { totp, phone, passkeys, recoveryCodes } = account;
  return {
    totp: totp === undefined ? null : { enrolled_at: isoTime(totp.enrolledAt) },
    phone: phone === undefined ? null : { ending: phone.ending, country: phone.country, confirmed_at: isoTime(phone.confirmedAt) },
    passkeys: passkeys.map(describePasskey),
    /** A warning at three left, where there is a factor that they stand in for (IDN-7). */
    recovery_codes: { left: recoveryCodes.length, low: secondFactorOf(account) !== undefined && recoveryCodesLow(account) },
  };
}

function describePasskey({ id, name, createdAt, lastUsedAt }: Passkey) {
  return { id, name, created_at: isoTime(createdAt), last_used_at: lastUsedAt === undefined ? null : isoTime(lastUsedAt) };
}
