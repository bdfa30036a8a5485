import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { connectIdentityProvider, type ConnectedProvider } from '../identity-provider/connect-identity-provider';
import type { Person } from '../identity-provider/person';
import { tlsFetch } from '../identity-provider/tls-fetch';
import { assertThat, type Deployed } from './flow';
import { expectStatus } from './person';
import { signInAtProvider } from './sign-in-at-provider';
import { noteSecret } from './used-secrets';
import type { Visitor, VisitorAnswer } from './visitor';

const begun = z.object({ location: z.url() });

/** People who sign in to what is deployed by the run's identity provider. */
export class ProviderVisits {
  readonly #call: typeof fetch;

  private constructor(
    private readonly deployed: Deployed,
    readonly provider: ConnectedProvider,
  ) {
    this.#call = tlsFetch(deployed.cloud.certificates.authority);
  }

  static async of(deployed: Deployed): Promise<ProviderVisits> {
    return new ProviderVisits(deployed, await connectIdentityProvider(deployed));
  }

  /** Somebody new there, by subject; with an address that the provider vouches for where nothing else is said. */
  newPerson(person?: Person): string {
    const subject = `subject-${randomBytes(6).toString('hex')}`;
    const known = person ?? { email: `${subject}@example.net`, email_verified: true };
    this.provider.people.set(subject, known);
    noteSecret(this.deployed.front, known.email ?? '');
    return subject;
  }

  /** Begins in this browser and signs in at the provider: the address that the provider sends the browser to. */
  async arrive(visitor: Visitor, subject: string): Promise<URL> {
    const { headers } = await expectStatus(visitor.visit(new URL(`${this.deployed.front.origins.api}/auth/sso/${this.provider.id}`)), 303);
    return this.#signInThere(String(headers.location), subject);
  }

  /** The same for a link. */
  async arriveAtLink(visitor: Visitor, subject: string): Promise<URL> {
    const { body } = await expectStatus(visitor.call('POST', `/auth/sso/${this.provider.id}/link`, {}), 200);
    return this.#signInThere(begun.parse(body).location, subject);
  }

  /** From the beginning to the end. */
  async signIn(visitor: Visitor, subject: string): Promise<VisitorAnswer> {
    return visitor.visit(await this.arrive(visitor, subject));
  }

  /** What the page is told; nothing else than our page is gone to. */
  landing({ status, headers }: VisitorAnswer): Readonly<Record<string, string>> {
    const location = String(headers.location);
    const { origin, pathname, search, hash } = new URL(location);
    assertThat(status === 303 && origin === this.deployed.front.origins.app && `${pathname}${search}` === '/', `HTTP ${String(status)} leads to ${location}`);
    return Object.fromEntries(new URLSearchParams(hash.slice(1)));
  }

  expectLanding(answer: VisitorAnswer, told: Readonly<Record<string, string>>): void {
    const found = JSON.stringify(this.landing(answer));
    assertThat(found === JSON.stringify(told), `the page is told ${found}, and not ${JSON.stringify(told)}`);
  }

  /** Sent back with a word for what was refused, and without a session. */
  expectProblem(visitor: Visitor, answer: VisitorAnswer, problem: string): void {
    this.expectLanding(answer, { problem });
    assertThat(!visitor.cookies.has('__Host-refresh'), `${problem} opened a session`);
  }

  /** Sent back with a session, and with nothing in the address. */
  async expectSignedIn(visitor: Visitor, answer: VisitorAnswer): Promise<void> {
    this.expectLanding(answer, {});
    await expectStatus(visitor.call('POST', '/auth/refresh'), 200);
  }

  async #signInThere(address: string, subject: string): Promise<URL> {
    const there = new URL(address);
    assertThat(there.origin === this.provider.issuer, `the browser is sent to ${there.origin}`);
    return signInAtProvider(this.#call, there, subject);
  }
}
