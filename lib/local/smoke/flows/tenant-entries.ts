import { z } from 'zod';
import { assertThat, type Deployed, type Flow } from '../flow';
import { invoke } from '../invoke';
import { enrol, expectProblem, expectStatus, newVisitor, signedIn, type Registered } from '../person';
import { documentsOf, makeOlder } from '../records';
import type { Visitor } from '../visitor';

const account = z.object({ id: z.string() });
const stored = z.object({ id: z.string(), tenant: z.string() });
const created = z.object({ api_key: z.string(), key_id: z.string() });
const mfaRequired = z.object({ session_id: z.string() });
const KEY = { name: 'Nightly job', scopes: ['documents:read'], expires_in_days: 30 };
const ORDER = 'The flow that is driven here';

/** AZN-5, AUD-2. */
export const tenantsAreEntered: Flow = {
  claim:
    'Only whom an operator made SUPER_ADMIN enters another tenant, after a step-up and for a reason; what is done there is recorded as a crossing, and ends',
  evidence: 'emulated',
  drive: async (deployed) => {
    const { visitor: owner } = await signedIn(deployed);
    const key = created.parse((await expectStatus(owner.call('POST', '/auth/api-keys', KEY), 201)).body);
    const tenant = await tenantOf(deployed, await idOf(owner));
    const entry = { tenant, reason: 'Ticket 4711' };
    const { visitor, person } = await signedIn(deployed);
    const id = await idOf(visitor);
    await expectStatus(visitor.call('POST', '/auth/tenant-entries', entry), 403);
    const app = await enrol(visitor);
    await invoke(deployed, 'SuperAdmins/Function/Resource', { account: id, superAdmin: true, reason: ORDER });
    await expectStatus(visitor.call('POST', '/auth/refresh'), 401);
    const admin = await signInAgain(deployed, person, app.code());
    await expectStatus(admin.call('DELETE', `/auth/api-keys/${key.key_id}`), 404);
    await expectStatus(admin.call('POST', '/auth/tenant-entries', { tenant }), 400);
    await expectStatus(admin.call('POST', '/auth/tenant-entries', entry), 201);
    await expectProblem(admin.call('POST', '/auth/tenant-entries', { ...entry, tenant: await tenantOf(deployed, id) }), 409, 'own-tenant');
    await expectStatus(admin.call('POST', '/auth/api-keys', KEY), 403);
    const log = JSON.stringify((await expectStatus(admin.call('GET', '/audit-events'), 200)).body);
    assertThat(log.includes('tenant.entered') && log.includes('api-key.created'), "the entered tenant's log is another one");
    await expectStatus(admin.call('DELETE', `/auth/api-keys/${key.key_id}`), 204);
    await expectStatus(newVisitor(deployed).call('GET', '/auth/account', undefined, { Authorization: `Bearer ${key.api_key}` }), 401);
    await expire(deployed, id);
    await expectStatus(admin.call('DELETE', `/auth/api-keys/${key.key_id}`), 404);
    await expectStatus(admin.call('DELETE', '/auth/tenant-entries/current'), 204);
    return `${String(await crossings(deployed, id, tenant))} requests inside are recorded as crossings; none counts after the entry's end`;
  },
};

async function idOf(visitor: Visitor): Promise<string> {
  return account.parse((await expectStatus(visitor.call('GET', '/auth/account'), 200)).body).id;
}

async function tenantOf(deployed: Deployed, id: string): Promise<string> {
  const found = (await documentsOf(deployed, 'accounts')).find((document) => document.id === id && 'sessionsValidFrom' in document);
  return stored.parse(found).tenant;
}

async function signInAgain(deployed: Deployed, person: Registered, code: string): Promise<Visitor> {
  const admin = newVisitor(deployed);
  const { session_id } = mfaRequired.parse((await expectStatus(admin.call('POST', '/auth/login', { ...person }), 200)).body);
  await expectStatus(admin.call('POST', '/auth/mfa', { session_id, totp_code: code }), 200);
  return admin;
}

/** The entry's hour is over. */
async function expire(deployed: Deployed, id: string): Promise<void> {
  await makeOlder(deployed, 'sessions', (document, owner) => {
    const { entered } = document as { readonly entered?: object };
    return owner === `account/${id}` && entered !== undefined ? { ...document, entered: { ...entered, expiresAt: Math.floor(Date.now() / 1000) } } : undefined;
  });
}

async function crossings(deployed: Deployed, id: string, tenant: string): Promise<number> {
  const events = (await documentsOf(deployed, 'outbox')).filter(({ userId }) => userId === id);
  const count = (action: string, where: string) => events.filter((event) => event.action === action && event.tenantId === where).length;
  assertThat(count('tenant.entered', tenant) === 1, 'the entry is no event of the entered tenant');
  assertThat(
    events.some(({ action }) => action === 'access.denied'),
    'the refusal before is no event',
  );
  assertThat(count('access.denied', tenant) === 1, 'that no key was made there is no event of the entered tenant');
  assertThat(!JSON.stringify(events).includes('4711'), 'the reason stands there in clear');
  // Entering once more, reading the log, revoking a key: allowed by the policies, whatever the functions said. Making a key isn't.
  const crossed = count('tenant.crossed', tenant);
  assertThat(crossed === 3, `${String(crossed)} crossings are recorded, and not 3`);
  return crossed;
}
