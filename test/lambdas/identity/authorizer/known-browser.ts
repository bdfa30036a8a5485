import type { Role } from '../../../../lambdas/identity/domain/account';
import { drawDevice, withDevice } from '../../../../lambdas/identity/domain/devices';
import { accountRecord, accountAt } from '../../../../lambdas/identity/domain/records/account-record';
import { sessionAt, sessionRecord } from '../../../../lambdas/identity/domain/records/session-record';
import type { Person } from '../../../../lambdas/shared/http/request';
import type { KeyRing } from '../../../../lambdas/shared/rings/key-ring';
import type { RecordStore } from '../../../../lambdas/shared/store/record-store';
import { throughEdge } from '../../../support/edge';
import { aSession } from '../a-session';
import { newAccount } from '../session/sessions-world';

/** Makes a person's account and session with a browser that it knows: the headers that this browser sends, by way of the edge. */
export async function knownBrowser(
  store: RecordStore,
  hashKeys: KeyRing,
  { account: id, tenant, session, roles, authenticatedAt }: Person,
): Promise<Readonly<Record<string, string>>> {
  const { cookie, hash } = await drawDevice(hashKeys);
  const value = withDevice({ ...(await newAccount({ roles: roles as readonly Role[] })), id, tenant }, hash, 1);
  await store.commit([{ action: 'create', kind: accountRecord, at: accountAt(id), value }], []);
  const open = aSession(value, authenticatedAt, { id: session });
  await store.commit([{ action: 'create', kind: sessionRecord, at: sessionAt(id, session), value: open }], []);
  return { Cookie: `__Host-device=${cookie}`, ...throughEdge() };
}
