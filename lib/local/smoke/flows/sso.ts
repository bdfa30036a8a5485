import { z } from 'zod';
import { assertThat, type Deployed, type Flow } from '../flow';
import { letSixMinutesPass } from '../let-six-minutes-pass';
import { readMail } from '../mailbox';
import { enrol, expectProblem, expectStatus, newVisitor, signedIn } from '../person';
import { ProviderVisits } from '../provider-visits';
import type { Visitor } from '../visitor';

const account = z.object({ id: z.string(), email: z.string(), has_password: z.boolean(), links: z.array(z.object({ provider: z.string() })) });

/** IDN-11. */
export const ssoSignsIn: Flow = {
  claim:
    'Who an OpenID provider vouches for gets an account, and is found again by issuer and subject; an address that nobody vouches for, or that has an account, signs nobody in',
  evidence: 'real-server',
  drive: async (deployed) => {
    const visits = await ProviderVisits.of(deployed);
    const { provider } = visits;
    const subject = visits.newPerson();
    const first = newVisitor(deployed);
    assertThat(String((await first.open()).body).includes(provider.name), "the page doesn't offer the provider");
    await visits.expectSignedIn(first, await visits.signIn(first, subject));
    const made = await accountOf(first);
    assertThat(!made.has_password && made.email === provider.people.get(subject)?.email, `the account is ${JSON.stringify(made)}`);
    assertThat(JSON.stringify(made.links.map((link) => link.provider)) === JSON.stringify([provider.id]), 'the account has other links');
    provider.people.set(subject, { email: `moved-${made.email}`, email_verified: true });
    const second = newVisitor(deployed);
    await visits.expectSignedIn(second, await visits.signIn(second, subject));
    assertThat((await accountOf(second)).id === made.id, 'the second sign-in has another account');
    await expectProblem(second.call('DELETE', `/auth/sso/${provider.id}/link`), 409, 'last-way-in');
    const refused = async (person: Parameters<ProviderVisits['newPerson']>[0], problem: string) => {
      const visitor = newVisitor(deployed);
      visits.expectProblem(visitor, await visits.signIn(visitor, visits.newPerson(person)), problem);
    };
    await refused({ email: 'somebody@example.net', email_verified: false }, 'sso-email-unverified');
    await refused({}, 'sso-email-unverified');
    const { person } = await signedIn(deployed);
    for (const email of [made.email, person.email]) await refused({ email, email_verified: true }, 'sso-address-taken');
    return 'an account without a password, the same one at the second sign-in under another address; 4 identities are refused';
  },
};

/** IDN-11. */
export const ssoAnswersHoldOnce: Flow = {
  claim: "A provider's answer signs in once, in the browser that began, with its own state and code; whatever else comes back signs nobody in",
  evidence: 'real-server',
  drive: async (deployed) => {
    const visits = await ProviderVisits.of(deployed);
    const subject = visits.newPerson();
    const visitor = newVisitor(deployed);
    const refused = async (answer: URL, problem: string, at = newVisitor(deployed)) => {
      visits.expectProblem(at, await at.visit(answer), problem);
    };
    const answer = await visits.arrive(visitor, subject);
    await refused(answer, 'sso-state');
    const stranger = newVisitor(deployed);
    await visits.arrive(stranger, visits.newPerson());
    await refused(answer, 'sso-state', stranger);
    await refused(changed(answer, 'state', 'x'.repeat(43)), 'sso-state', visitor);
    const again = newVisitor(deployed);
    again.takeCookies(visitor.cookies);
    await visits.expectSignedIn(visitor, await visitor.visit(answer));
    await refused(answer, 'sso-state', again);
    for (const [name, value] of [
      ['code', answer.searchParams.get('code') ?? ''],
      ['code', (await visits.arrive(newVisitor(deployed), subject)).searchParams.get('code') ?? ''],
      ['iss', 'https://localhost'],
    ] as const) {
      const other = newVisitor(deployed);
      await refused(changed(await visits.arrive(other, visits.newPerson()), name, value), 'sso-refused', other);
    }
    return "refused: without the cookie, with another browser's, a wrong and a used state, a used code, another one's code, another issuer";
  },
};

/** IDN-11, IDN-14. */
export const ssoIsLinked: Flow = {
  claim:
    'An account is linked to a provider from its own session after a step-up, signs in by it with the same second factor as ever, and no more once the link is taken away',
  evidence: 'real-server',
  drive: async (deployed) => {
    const visits = await ProviderVisits.of(deployed);
    const subject = visits.newPerson({});
    const { visitor, person } = await signedIn(deployed);
    await letSixMinutesPass(deployed, visitor);
    const link = `/auth/sso/${visits.provider.id}/link`;
    for (const method of ['POST', 'DELETE'] as const) {
      const body = method === 'POST' ? {} : undefined;
      await expectStatus(newVisitor(deployed).call(method, link, body), 401);
      await expectProblem(visitor.call(method, link, body), 403, 'step-up-required');
    }
    await expectStatus(visitor.call('POST', '/auth/step-up', { password: person.password }), 200);
    const answer = await visits.arriveAtLink(visitor, subject);
    const thief = newVisitor(deployed);
    visits.expectProblem(thief, await thief.visit(answer), 'sso-state');
    visits.expectLanding(await visitor.visit(answer), { linked: visits.provider.id });
    await readMail(deployed.cloud, person.email, new RegExp(`(${visits.provider.name})`));
    await expectTaken(deployed, visits, subject);
    const { code } = await enrol(visitor);
    await expectSecondFactor(deployed, visits, subject, code());
    await expectStatus(visitor.call('DELETE', link), 204);
    const last = newVisitor(deployed);
    visits.expectProblem(last, await visits.signIn(last, subject), 'sso-email-unverified');
    return "linked after a step-up and told by mail; another browser and another account are refused; the app's code is asked for; unlinked, it signs in no more";
  },
};

async function accountOf(visitor: Visitor): Promise<z.infer<typeof account>> {
  return account.parse((await expectStatus(visitor.call('GET', '/auth/account'), 200)).body);
}

function changed(answer: URL, name: string, value: string): URL {
  const copy = new URL(answer);
  copy.searchParams.set(name, value);
  return copy;
}

/** One identity is one account's. */
async function expectTaken(deployed: Deployed, visits: ProviderVisits, subject: string): Promise<void> {
  const { visitor } = await signedIn(deployed);
  const answer = await visits.arriveAtLink(visitor, subject);
  visits.expectLanding(await visitor.visit(answer), { problem: 'sso-link-taken' });
}

async function expectSecondFactor(deployed: Deployed, visits: ProviderVisits, subject: string, totp_code: string): Promise<void> {
  const visitor = newVisitor(deployed);
  const { session_id = '', methods } = visits.landing(await visits.signIn(visitor, subject));
  assertThat(/\btotp\b/.test(methods ?? '') && !visitor.cookies.has('__Host-refresh'), `the second factor isn't asked for: ${String(methods)}`);
  await expectStatus(visitor.call('POST', '/auth/refresh'), 401);
  await expectStatus(visitor.call('POST', '/auth/mfa', { session_id, totp_code }), 200);
}
