import { z } from 'zod';
import { assertThat, type Deployed, type Flow } from '../flow';
import { giveRoles, join, whoIs, type Joined } from '../invite';
import { expectProblem, expectStatus, newAddress, signedIn } from '../person';
import { documentsOf } from '../records';
import type { Visitor } from '../visitor';

const made = z.object({ id: z.string() });
const members = z.object({ members: z.array(z.object({ account: z.string(), email: z.string() })) });
const READER = { name: 'Reads members', scope: 'tenant', permissions: [{ resource: 'users', actions: ['read'] }] };
const AUDITOR = { ...READER, name: 'Reads settings', permissions: [{ resource: 'settings', actions: ['read'] }] };

/** AZN-2, KEY-5. */
export const customRolesPermitWhatTheyName: Flow = {
  claim: "A tenant's own role permits who holds it what it names and nothing else, from the request after it was given, changed or deleted",
  evidence: 'emulated',
  drive: async (deployed) => {
    const { visitor: owner } = await signedIn(deployed);
    const member = await join(deployed, owner);
    await expectStatus(member.visitor.call('POST', '/tenant/roles', READER), 403);
    await expectStatus(owner.call('POST', '/tenant/roles', { ...READER, permissions: [{ resource: 'nothing', actions: ['read'] }] }), 400);
    const { body, headers } = await expectStatus(owner.call('POST', '/tenant/roles', READER), 201);
    const { id } = made.parse(body);
    await expectUse(owner, member, id);
    const put = (etag?: string) => owner.call('PUT', `/tenant/roles/${id}`, AUDITOR, etag === undefined ? {} : { 'If-Match': etag });
    await expectProblem(put(), 428, 'precondition-required');
    await expectStatus(put(String(headers.etag)), 200);
    await expectProblem(put(String(headers.etag)), 412, 'precondition-failed');
    await expectStatus(member.visitor.call('GET', '/tenant/members'), 403);
    await expectStatus(member.visitor.call('GET', '/tenant'), 200);
    await expectOwnersOnly(deployed, member, id);
    await expectStatus(owner.call('DELETE', `/tenant/roles/${id}`), 204);
    await expectStatus(member.visitor.call('GET', '/tenant'), 403);
    await expectProblem(put(String(headers.etag)), 404, 'not-in-tenant');
    await expectProblem(give(owner, member, id), 404, 'not-in-tenant');
    return `${String(await eventsOf(deployed, id))} events tell of the role; members are seen with masked addresses, once it is given and until it is another`;
  },
};

async function expectUse(owner: Visitor, member: Joined, role: string): Promise<void> {
  await expectStatus(give(owner, member, role), 204);
  const { visitor } = member;
  await expectStatus(visitor.call('POST', '/auth/refresh'), 200);
  const listed = members.parse((await expectStatus(visitor.call('GET', '/tenant/members'), 200)).body).members;
  assertThat(listed.length === 2 && listed.every(({ email }) => email === 'p***@example.net'), `the members are ${JSON.stringify(listed)}`);
  await expectStatus(visitor.call('POST', '/tenant/invitations', { ...newAddress(), role: 'VIEWER' }), 403);
  await expectStatus(visitor.call('GET', '/tenant'), 403);
}

/** Neither the holder's nor another tenant's to change. */
async function expectOwnersOnly(deployed: Deployed, { visitor }: Joined, role: string): Promise<void> {
  const { visitor: stranger } = await signedIn(deployed);
  await expectStatus(visitor.call('DELETE', `/tenant/roles/${role}`), 403);
  await expectProblem(stranger.call('DELETE', `/tenant/roles/${role}`), 404, 'not-in-tenant');
  await expectProblem(giveRoles(stranger, (await whoIs(stranger)).id, 'OWNER', [role]), 404, 'not-in-tenant');
}

function give(owner: Visitor, { id }: Joined, role: string): ReturnType<Visitor['call']> {
  return giveRoles(owner, id, 'MEMBER', [role]);
}

async function eventsOf(deployed: Deployed, role: string): Promise<number> {
  const actions = (await documentsOf(deployed, 'outbox')).filter(({ resource }) => resource === `role/${role}`).map(({ action }) => action);
  for (const action of ['created', 'changed', 'deleted']) assertThat(actions.includes(`custom-role.${action}`), `the trail has no custom-role.${action}`);
  return actions.length;
}
