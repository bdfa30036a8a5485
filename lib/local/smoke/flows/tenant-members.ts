import { z } from 'zod';
import { assertThat, type Deployed, type Flow } from '../flow';
import { giveRoles, invite, join, whoIs, type Joined } from '../invite';
import { letSixMinutesPass } from '../let-six-minutes-pass';
import { readMail } from '../mailbox';
import { enrol, expectProblem, expectStatus, newAddress, newVisitor, register, signedIn, type Registered } from '../person';
import { documentsOf } from '../records';
import type { Visitor } from '../visitor';

const members = z.object({ members: z.array(z.object({ account: z.string(), email: z.string(), role: z.string() })) });
const invitations = z.object({ invitations: z.array(z.object({ invitation: z.string(), email: z.string() })) });
const refused = z.object({ code: z.literal('invitation-refused') });
const mfaRequired = z.object({ session_id: z.string() });

/** AZN-1, AZN-6, IDN-14, AUD-2. */
export const membersComeAndGo: Flow = {
  claim:
    'A member comes by an invitation to their own address alone, may what their role of the moment says, gets another only after a step-up, and is out when they are removed, with their factors',
  evidence: 'emulated',
  drive: async (deployed) => {
    const { visitor: owner, person } = await signedIn(deployed);
    const { tenant } = await whoIs(owner);
    await expectInvitations(deployed, owner);
    const member = await join(deployed, owner);
    assertThat((await whoIs(member.visitor)).tenant === tenant, 'who was invited is in another tenant');
    assertThat((await roleOf(owner, member)) === 'MEMBER', 'the new member is listed with another role');
    await expectNothingPermitted(member);
    await expectGrant(deployed, owner, person, member);
    await expectMove(deployed, owner, tenant);
    await expectRemoval(deployed, owner, member, tenant);
    return `404, 400 and 403 to everybody else; ${String(await eventsIn(deployed, tenant))} events are in the trail; the removed member signs in with their app to a tenant of their own`;
  },
};

/** One is revoked, one is somebody else's. */
async function expectInvitations(deployed: Deployed, owner: Visitor): Promise<void> {
  const [revoked, another] = [await invite(deployed, owner, newAddress().email), await invite(deployed, owner, newAddress().email)];
  const { body } = await expectStatus(owner.call('GET', '/tenant/invitations'), 200);
  const listed = invitations.parse(body).invitations.map(({ email }) => email);
  assertThat([revoked, another].every(({ email }) => listed.includes(email)) && listed.length === 2, `the open invitations are ${listed.join(', ')}`);
  assertThat(!JSON.stringify(body).includes(another.invitation), 'the list shows the code');
  await expectStatus(owner.call('DELETE', `/tenant/invitations/${revoked.id}`), 204);
  await expectProblem(owner.call('DELETE', `/tenant/invitations/${revoked.id}`), 404, 'not-in-tenant');
  for (const wrong of [revoked, { ...another, email: newAddress().email }]) await expectRefusedRegistration(deployed, wrong);
}

async function expectRefusedRegistration(deployed: Deployed, { email, invitation }: { readonly email: string; readonly invitation: string }): Promise<void> {
  const outcome: unknown = await register(deployed, newVisitor(deployed), { email, invitation }).catch((error: unknown) => error);
  const answer = /^HTTP 400 .*?: (\{.*\})$/.exec(outcome instanceof Error ? outcome.message : '')?.[1] ?? '{}';
  assertThat(refused.safeParse(JSON.parse(answer)).success, `an invitation that isn't theirs is not refused: ${String(outcome)}`);
}

async function roleOf(administrator: Visitor, { id, person }: Joined): Promise<string | undefined> {
  const listed = members.parse((await expectStatus(administrator.call('GET', '/tenant/members'), 200)).body).members;
  return listed.find(({ account, email }) => account === id && email === person.email)?.role;
}

async function expectNothingPermitted({ visitor, id }: Joined): Promise<void> {
  await expectStatus(visitor.call('PATCH', '/tenant', { name: 'Mine' }, { 'If-Match': '"any"' }), 403);
  await expectStatus(visitor.call('POST', '/tenant/invitations', { ...newAddress(), role: 'VIEWER' }), 403);
  await expectStatus(giveRoles(visitor, id, 'OWNER'), 403);
  await expectStatus(visitor.call('DELETE', `/tenant/members/${id}`), 403);
  await expectStatus(visitor.call('GET', '/tenant/members'), 403);
}

/** ADMIN, and back. */
async function expectGrant(deployed: Deployed, owner: Visitor, { password }: Registered, member: Joined): Promise<void> {
  await letSixMinutesPass(deployed, owner);
  await expectProblem(giveRoles(owner, member.id, 'ADMIN'), 403, 'step-up-required');
  await expectStatus(owner.call('POST', '/auth/step-up', { password }), 200);
  const { headers } = await expectStatus(owner.call('GET', `/tenant/members/${member.id}`), 200);
  await expectStatus(giveRoles(owner, member.id, 'ADMIN'), 204);
  const change = (read: Readonly<Record<string, string>>) => owner.call('PATCH', `/tenant/members/${member.id}`, { role: 'VIEWER', custom_roles: [] }, read);
  await expectProblem(change({}), 428, 'precondition-required');
  await expectProblem(change({ 'If-Match': String(headers.etag) }), 412, 'precondition-failed');
  await readMail(deployed.cloud, member.person.email, /(are now: ADMIN\.)/);
  const { visitor, id } = member;
  await expectStatus(visitor.call('POST', '/auth/refresh'), 200);
  assertThat((await roleOf(visitor, member)) === 'ADMIN', 'the administrator is listed with another role');
  await expectProblem(giveRoles(visitor, id, 'OWNER'), 403, 'above-own-role');
  await expectProblem(giveRoles(visitor, (await whoIs(owner)).id, 'VIEWER'), 403, 'above-own-role');
  await expectProblem(giveRoles(owner, (await whoIs(owner)).id, 'ADMIN'), 409, 'last-owner');
  await expectStatus(giveRoles(owner, id, 'MEMBER'), 204);
  await expectStatus(visitor.call('GET', '/tenant/members'), 403);
}

/** Somebody with an account of their own comes along. */
async function expectMove(deployed: Deployed, owner: Visitor, tenant: string): Promise<void> {
  const { visitor, person } = await signedIn(deployed);
  const app = await enrol(visitor);
  const { invitation } = await invite(deployed, owner, person.email);
  const accept = (by: Visitor) => by.call('POST', '/auth/invitations/accept', { invitation, leave_own_tenant: true });
  await expectProblem(accept((await signedIn(deployed)).visitor), 400, 'invitation-refused');
  await expectStatus(accept(visitor), 204);
  await expectStatus(visitor.call('POST', '/auth/refresh'), 401);
  const again = await signInWith(deployed, person, app.code());
  assertThat((await whoIs(again)).tenant === tenant, 'who accepted is in another tenant');
  await expectProblem(accept(again), 400, 'invitation-refused');
}

/** Their app is theirs: its secret was sealed for the tenant that they leave. */
async function expectRemoval(deployed: Deployed, owner: Visitor, { visitor, person, id }: Joined, tenant: string): Promise<void> {
  const app = await enrol(visitor);
  await expectStatus(owner.call('DELETE', `/tenant/members/${id}`), 204);
  await expectStatus(visitor.call('POST', '/auth/recovery-codes'), 401);
  await expectStatus(visitor.call('POST', '/auth/refresh'), 401);
  await expectProblem(owner.call('DELETE', `/tenant/members/${id}`), 404, 'not-in-tenant');
  const alone = await signInWith(deployed, person, app.code());
  assertThat((await whoIs(alone)).tenant !== tenant, 'who was removed is still in the tenant');
  await expectStatus(alone.call('GET', '/tenant'), 200);
  await expectProblem(alone.call('GET', `/tenant/members/${(await whoIs(owner)).id}`), 404, 'not-in-tenant');
}

async function signInWith(deployed: Deployed, person: Registered, totp_code: string): Promise<Visitor> {
  const visitor = newVisitor(deployed);
  const { session_id } = mfaRequired.parse((await expectStatus(visitor.call('POST', '/auth/login', { ...person }), 200)).body);
  await expectStatus(visitor.call('POST', '/auth/mfa', { session_id, totp_code }), 200);
  return visitor;
}

async function eventsIn(deployed: Deployed, tenant: string): Promise<number> {
  const actions = (await documentsOf(deployed, 'outbox')).filter(({ tenantId }) => tenantId === tenant).map(({ action }) => action);
  for (const action of ['member.invited', 'invitation.revoked', 'member.joined', 'member.role.changed', 'member.removed'])
    assertThat(actions.includes(action), `the trail has no ${action}`);
  return actions.length;
}
