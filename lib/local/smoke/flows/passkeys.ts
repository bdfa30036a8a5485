import { decodeJwt } from 'jose';
import { z } from 'zod';
import { assertThat, type Deployed, type Flow } from '../flow';
import { expectProblem, expectStatus, newVisitor, signedIn } from '../person';
import { SoftwareAuthenticator, type Deviation } from '../software-authenticator';
import type { Visitor, VisitorAnswer } from '../visitor';

const creation = z.object({
  ceremony_id: z.string(),
  options: z.object({ challenge: z.string(), rp: z.object({ id: z.string() }), user: z.object({ id: z.string() }) }),
});
const request = z.object({
  ceremony_id: z.string(),
  options: z.strictObject({ challenge: z.string(), rpId: z.string(), timeout: z.number(), userVerification: z.literal('required') }),
});
const passkey = z.object({ id: z.string() });
const answered = z.object({ access_token: z.string() });
const account = z.object({ id: z.string() });

/** IDN-5. */
export const passkeySignsIn: Flow = {
  claim:
    'A passkey is registered and signs in as the only factor; another origin, relying party, challenge or browser, a copy, one that is not unlocked, and an answer given twice are refused',
  evidence: 'emulated',
  drive: async (deployed) => {
    const { visitor } = await signedIn(deployed);
    const { id: owner } = account.parse((await expectStatus(visitor.call('GET', '/auth/account'), 200)).body);
    const authenticator = await register(deployed, visitor);
    const elsewhere = newVisitor(deployed);
    const assertion = await assertionOf(elsewhere, authenticator);
    const { body } = await expectStatus(answer(elsewhere, assertion), 200);
    const { sub, amr } = decodeJwt(answered.parse(body).access_token);
    assertThat(sub === owner && JSON.stringify(amr) === JSON.stringify(['hwk', 'user']), `signed in is ${String(sub)} by ${JSON.stringify(amr)}`);
    await expectProblem(answer(elsewhere, assertion), 400, 'ceremony-not-found');
    const { ceremony_id } = await begin(elsewhere);
    await expectProblem(answer(elsewhere, { ...assertion, ceremony_id }), 400, 'passkey-challenge');
    await expectRefusals(deployed, authenticator);
    await expectStatus(visitor.call('DELETE', `/auth/passkeys/${authenticator.id}`), 204);
    await expectProblem(answer(elsewhere, await assertionOf(elsewhere, authenticator)), 401, 'passkey-refused');
    return 'signed in from another browser by possession and unlocking; an answer works once, under its own challenge; 7 deviations and the removed passkey are refused';
  },
};

/** One that counts its uses, as security keys do. */
async function register(deployed: Deployed, visitor: Visitor): Promise<SoftwareAuthenticator> {
  const begun = async () => creation.parse((await expectStatus(visitor.call('POST', '/auth/passkeys/registration/options', {}), 200)).body);
  const { ceremony_id, options } = await begun();
  const authenticator = new SoftwareAuthenticator({ rpId: options.rp.id, origin: deployed.front.origins.app, counter: 1 });
  const finish = (ceremony: string, credential: object) =>
    visitor.call('POST', '/auth/passkeys/registration', { ceremony_id: ceremony, name: 'Security key', credential });
  await expectProblem(finish(ceremony_id, authenticator.create(options, { origin: 'https://evil.example' })), 403, 'passkey-origin');
  await expectProblem(finish(ceremony_id, authenticator.create(options)), 400, 'ceremony-not-found');
  const next = await begun();
  const credential = authenticator.create(next.options);
  const { body } = await expectStatus(finish(next.ceremony_id, credential), 201);
  assertThat(passkey.parse(body).id === authenticator.id, `the passkey is ${JSON.stringify(body)}`);
  await expectProblem(finish(next.ceremony_id, credential), 400, 'ceremony-not-found');
  return authenticator;
}

/** Each from an address of its own: answers that don't hold are counted. */
async function expectRefusals(deployed: Deployed, authenticator: SoftwareAuthenticator): Promise<void> {
  const refused = async (deviation: Deviation, status: number, code: string) => {
    const visitor = newVisitor(deployed);
    await expectProblem(answer(visitor, await assertionOf(visitor, authenticator, deviation)), status, code);
    assertThat(!visitor.cookies.has('__Host-refresh'), `${code} opened a session`);
  };
  await refused({ origin: 'https://evil.example' }, 403, 'passkey-origin');
  await refused({ rpId: 'evil.example' }, 403, 'passkey-relying-party');
  await refused({ type: 'webauthn.create' }, 400, 'passkey-type');
  await refused({ userVerified: false }, 403, 'passkey-user-verification');
  await refused({ tamper: 'signature' }, 401, 'passkey-refused');
  await refused({ counter: 1 }, 403, 'passkey-counter');
  const stolen = await assertionOf(newVisitor(deployed), authenticator);
  await expectProblem(answer(newVisitor(deployed), stolen), 400, 'ceremony-not-found');
}

/** The options name nobody, whoever asks. */
async function begin(visitor: Visitor): Promise<z.infer<typeof request>> {
  return request.parse((await expectStatus(visitor.call('POST', '/auth/passkeys/authentication/options', {}), 200)).body);
}

async function assertionOf(
  visitor: Visitor,
  authenticator: SoftwareAuthenticator,
  deviation?: Deviation,
): Promise<{ readonly ceremony_id: string; readonly credential: object }> {
  const { ceremony_id, options } = await begin(visitor);
  return { ceremony_id, credential: authenticator.get(options, deviation) };
}

function answer(visitor: Visitor, assertion: { readonly ceremony_id: string; readonly credential: object }): Promise<VisitorAnswer> {
  return visitor.call('POST', '/auth/passkeys/authentication', assertion);
}
