import { documentsOf } from './documents-of';
import { mask } from '../../shared/fields/mask';
import type { Person } from '../../shared/http/request';
import { isoTime } from '../../shared/iso-time';
import { secondsOf } from '../../shared/seconds-of';
import type { RecordStore } from '../../shared/store/record-store';
import type { Account } from '../domain/account';
import type { ApiKey } from '../domain/api-keys/api-key';
import { tenantKeys } from '../domain/api-keys/tenant-keys';
import { describeErasure, describeRestriction } from '../domain/describe-rights';
import { ERASURE_REQUEST, erasureRequestAt } from '../domain/records/erasure-request-record';
import { RECOVERY, recoveryAt } from '../domain/records/recovery-record';
import { SESSION_PREFIX, sessionAt, sessionRecord } from '../domain/records/session-record';
import { INVITATION_PREFIX, invitationAt, invitationRecord } from '../domain/records/tenant-records';
import type { Session } from '../domain/session';
import { endOf } from '../domain/session-limits';
import { openPlace } from '../domain/session-place';
import { INVITED_EMAIL_USE } from '../domain/tenants/invitations';
import { placesOf } from '../domain/tenants/places-of';
import { readTenant } from '../domain/tenants/read-tenant';
import type { Invitation } from '../domain/tenants/tenant';
import type { Parts } from './parts';
import type { PersonalData } from './personal-data';

/**
 * All that is kept about a person here, without what would let somebody else in: hashes, keys and seals are left out.
 * @param person the caller, whose account it is
 */
export async function collectData(parts: Parts, person: Person, account: Account): Promise<PersonalData> {
  const { store, pool, clock } = parts;
  const { id, status, hasPassword, createdAt, lastLoginAt, passwordChangedAt } = account;
  const [email, recovery, erasure] = await Promise.all([
    pool.emailOf(id),
    store.get({ kind: RECOVERY, at: recoveryAt(id) }),
    store.get({ kind: ERASURE_REQUEST, at: erasureRequestAt(id) }),
  ]);
  return {
    format: 'ringwall-personal-data/1',
    exported_at: isoTime(secondsOf(clock)),
    account: {
      id,
      email,
      status,
      has_password: hasPassword,
      created_at: isoTime(createdAt),
      last_sign_in_at: timeOf(lastLoginAt),
      password_changed_at: timeOf(passwordChangedAt),
    },
    membership: await membershipOf(parts, account),
    factors: await factorsOf(parts, account),
    known_browsers: account.devices.map(({ seenAt }) => ({ last_seen_at: isoTime(seenAt) })),
    links: account.links.map(({ provider, issuer, subject, linkedAt }) => ({ provider, issuer, subject, linked_at: isoTime(linkedAt) })),
    sessions: await sessionsOf(parts, account),
    api_keys: (await keysIn(store, account)).map(describeKey),
    invitations: await invitationsOf(parts, account),
    recovery: recovery === undefined ? null : { requested_at: isoTime(recovery.value.requestedAt) },
    erasure: describeErasure(erasure?.value),
    restriction: describeRestriction(account.restriction),
    elsewhere: [documentsOf(person)],
  };
}

async function membershipOf({ store }: Parts, account: Account): Promise<PersonalData['membership']> {
  const { tenant, roles, customRoles = [], memberSince, createdAt, formerTenants = [] } = account;
  const { name } = (await readTenant(store, account)).value;
  const former_tenants = formerTenants.map((former) => former.tenant);
  return { tenant, name: name ?? null, roles: [...roles], custom_roles: [...customRoles], since: isoTime(memberSince ?? createdAt), former_tenants };
}

async function factorsOf({ fields }: Parts, account: Account): Promise<PersonalData['factors']> {
  const { totp, phone, passkeys, recoveryCodes } = account;
  return {
    totp: totp === undefined ? null : { enrolled_at: isoTime(totp.enrolledAt) },
    phone:
      phone === undefined
        ? null
        : { number: await fields.open(account, 'phone-number', phone.sealedNumber), country: phone.country, confirmed_at: isoTime(phone.confirmedAt) },
    passkeys: passkeys.map(({ id, name, createdAt, lastUsedAt }) => ({ id, name, created_at: isoTime(createdAt), last_used_at: timeOf(lastUsedAt) })),
    recovery_codes_left: recoveryCodes.length,
  };
}

async function sessionsOf({ store, rings, clock }: Parts, account: Account): Promise<PersonalData['sessions']> {
  const all = await store.list(sessionRecord, sessionAt(account.id, '').owner, SESSION_PREFIX);
  const open = all.map(({ value }) => value).filter((session) => endOf(session, account, secondsOf(clock)) === undefined);
  return Promise.all(open.map((session) => describeSession(rings.sessionKeys, session)));
}

async function describeSession(sessionKeys: Parts['rings']['sessionKeys'], session: Session): Promise<PersonalData['sessions'][number]> {
  const { address, userAgent } = await openPlace(sessionKeys, session.sealedPlace);
  const { id, createdAt, lastUsedAt, endsAt } = session;
  return { id, address, browser: userAgent, created_at: isoTime(createdAt), last_used_at: isoTime(lastUsedAt), ends_at: isoTime(endsAt) };
}

/** Those that the person made, in every tenant that they were in. */
async function keysIn(store: RecordStore, account: Account): Promise<readonly ApiKey[]> {
  const keys = await Promise.all(placesOf(account, false).map(({ tenant }) => tenantKeys(store, tenant)));
  return keys.flat().filter(({ creator }) => creator === account.id);
}

function describeKey({ id, name, scopes, networks, createdAt, expiresAt, lastUsedAt, revoked }: ApiKey): PersonalData['api_keys'][number] {
  const times = { created_at: isoTime(createdAt), expires_at: isoTime(expiresAt), last_used_at: timeOf(lastUsedAt), revoked_at: timeOf(revoked?.at) };
  return { id, name, scopes: [...scopes], networks: [...networks], ...times };
}

async function invitationsOf({ store, rings }: Parts, account: Account): Promise<PersonalData['invitations']> {
  const open = await Promise.all(placesOf(account, false).map(({ tenant }) => store.list(invitationRecord, invitationAt(tenant, '').owner, INVITATION_PREFIX)));
  const own = open
    .flat()
    .map(({ value }) => value)
    .filter(({ invitedBy }) => invitedBy === account.id);
  return Promise.all(own.map((invitation) => describeInvitation(rings.sessionKeys, invitation)));
}

/** The address is somebody else's, and who asks may see no addresses of others any more (art. 15(4)). */
async function describeInvitation(
  sessionKeys: Parts['rings']['sessionKeys'],
  { id, role, sealedEmail, createdAt, expiresAt }: Invitation,
): Promise<PersonalData['invitations'][number]> {
  const email = mask('email', await sessionKeys.open(INVITED_EMAIL_USE, sealedEmail));
  return { id, email, role, created_at: isoTime(createdAt), expires_at: isoTime(expiresAt) };
}

function timeOf(seconds: number | undefined): string | null {
  return seconds === undefined ? null : isoTime(seconds);
}
