import { z } from 'zod';
import { assertThat, type Flow } from '../flow';
import { expectProblem, expectStatus, newVisitor, signedIn } from '../person';

const account = z.object({ id: z.string(), tenant: z.string() });
const settings = z.object({ id: z.string() });
const members = z.object({ members: z.array(z.object({ account: z.string(), email: z.string() })) });

/** AZN-2, AZN-6. */
export const tenantIsItsOwners: Flow = {
  claim: "A tenant's settings and members are its administrators' to see, over HTTPS, and nobody else's",
  evidence: 'emulated',
  drive: async (deployed) => {
    const [{ visitor, person }, { visitor: stranger }] = [await signedIn(deployed), await signedIn(deployed)];
    const own = account.parse((await expectStatus(visitor.call('GET', '/auth/account'), 200)).body);
    const { body, headers } = await expectStatus(visitor.call('GET', '/tenant'), 200);
    assertThat(settings.parse(body).id === own.tenant && headers.etag !== undefined, 'the settings are of another tenant, or have no ETag');
    const listed = members.parse((await expectStatus(visitor.call('GET', '/tenant/members'), 200)).body).members;
    assertThat(listed.length === 1 && listed[0]?.account === own.id && listed[0].email === person.email, `the members are ${JSON.stringify(listed)}`);
    await expectStatus(visitor.call('GET', '/tenant/roles'), 200);
    await expectStatus(visitor.call('GET', '/tenant/invitations'), 200);
    await expectProblem(stranger.call('GET', `/tenant/members/${own.id}`), 404, 'not-in-tenant');
    await expectStatus(newVisitor(deployed).call('GET', '/tenant/members'), 401);
    return 'one member, with their address; 404 to another tenant, 401 to nobody';
  },
};
