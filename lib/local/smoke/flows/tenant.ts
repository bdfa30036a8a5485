import { z } from 'zod';
import { assertThat, type Flow } from '../flow';
import { whoIs } from '../invite';
import { letSixMinutesPass } from '../let-six-minutes-pass';
import { expectProblem, expectStatus, newVisitor, signedIn } from '../person';
import type { Visitor } from '../visitor';

const settings = z.object({ id: z.string(), name: z.nullable(z.string()) });
const members = z.object({ members: z.array(z.object({ account: z.string(), email: z.string() })) });

/** AZN-2, AZN-6, IDN-14. */
export const tenantIsItsOwners: Flow = {
  claim:
    "A tenant's settings and members are its administrators' to see, over HTTPS, and nobody else's; its owner changes what they read, after a step-up, and overwrites nobody",
  evidence: 'emulated',
  drive: async (deployed) => {
    const [{ visitor, person }, { visitor: stranger }] = [await signedIn(deployed), await signedIn(deployed)];
    const own = await whoIs(visitor);
    const { body, headers } = await expectStatus(visitor.call('GET', '/tenant'), 200);
    assertThat(settings.parse(body).id === own.tenant && headers.etag !== undefined, 'the settings are of another tenant, or have no ETag');
    const listed = members.parse((await expectStatus(visitor.call('GET', '/tenant/members'), 200)).body).members;
    assertThat(listed.length === 1 && listed[0]?.account === own.id && listed[0].email === person.email, `the members are ${JSON.stringify(listed)}`);
    await expectStatus(visitor.call('GET', '/tenant/roles'), 200);
    await expectStatus(visitor.call('GET', '/tenant/invitations'), 200);
    await expectProblem(stranger.call('GET', `/tenant/members/${own.id}`), 404, 'not-in-tenant');
    await expectStatus(newVisitor(deployed).call('GET', '/tenant/members'), 401);
    await expectChanges(visitor, String(headers.etag));
    await letSixMinutesPass(deployed, visitor);
    await expectProblem(change(visitor, 'Later', await etagOf(visitor)), 403, 'step-up-required');
    await expectStatus(visitor.call('POST', '/auth/step-up', { password: person.password }), 200);
    await expectStatus(change(visitor, 'Later', await etagOf(visitor)), 200);
    return 'one member, with their address; 404 to another tenant, 401 to nobody; 428 and 412 without the version that was read, 403 six minutes later';
  },
};

/** What two browsers read: the first that writes wins, and the second is told. */
async function expectChanges(visitor: Visitor, read: string): Promise<void> {
  await expectProblem(change(visitor, 'First'), 428, 'precondition-required');
  await expectProblem(change(visitor, 'First', '"of nothing"'), 412, 'precondition-failed');
  await expectStatus(change(visitor, 'A link: https://evil.example', read), 400);
  const { body, headers } = await expectStatus(change(visitor, 'First', read), 200);
  assertThat(settings.parse(body).name === 'First' && headers.etag !== read, 'the name is another, or the ETag still the same');
  await expectProblem(change(visitor, 'Second', read), 412, 'precondition-failed');
  assertThat((await etagOf(visitor)) === headers.etag, 'what is read has another ETag than what was written');
}

function change(visitor: Visitor, name: string, etag?: string): ReturnType<Visitor['call']> {
  return visitor.call('PATCH', '/tenant', { name }, etag === undefined ? {} : { 'If-Match': etag });
}

async function etagOf(visitor: Visitor): Promise<string> {
  return String((await expectStatus(visitor.call('GET', '/tenant'), 200)).headers.etag);
}
