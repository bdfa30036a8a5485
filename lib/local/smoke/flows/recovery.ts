import { z } from 'zod';
import { assertThat, type Deployed, type Flow } from '../flow';
import { mailsTo, readMail } from '../mailbox';
import { enrol, expectProblem, expectStatus, newVisitor, signedIn, type Registered } from '../person';
import { makeOlder } from '../records';

const HOURS = 60 * 60;
const WAIT = 72 * HOURS;
const COMPLETION = /within seven days: (\S+)/;
const CANCELLATION = /as soon as you can: (\S+)/;
const account = z.object({ id: z.string(), recovery: z.object({ possible_from: z.number() }).nullable() });

/** IDN-18. */
export const recoveryIsSlow: Flow = {
  claim: 'Who lost every factor asks with the password, is mailed, waits 72 hours and signs in without one then; until then anybody with the mail cancels it',
  evidence: 'emulated',
  drive: async (deployed) => {
    const { visitor, person } = await signedIn(deployed);
    await enrol(visitor);
    const elsewhere = newVisitor(deployed);
    const ask = (asked: Registered) => expectStatus(elsewhere.call('POST', '/auth/recovery', { ...asked }), 202);
    await ask({ ...person, password: 'not the password' });
    assertThat((await codesOf(deployed, person)) === undefined, 'a wrong password began a recovery');
    await ask(person);
    const first = await mailed(deployed, person);
    const { id, recovery } = account.parse((await expectStatus(visitor.call('GET', '/auth/account'), 200)).body);
    assertThat(recovery !== null, "the account doesn't show its recovery");
    const complete = (code: string) => elsewhere.call('POST', '/auth/recovery/complete', { code, password: person.password });
    const cancel = (code: string) => elsewhere.call('POST', '/auth/recovery/cancel', { code });
    const { headers } = await expectProblem(complete(first.completion), 409, 'recovery-waits');
    assertThat(Number(headers['retry-after']) > 71 * HOURS, `it may be tried in ${String(headers['retry-after'])} s`);
    await expectProblem(complete(first.cancellation), 400, 'code-refused');
    await expectProblem(cancel(first.completion), 400, 'code-refused');
    await expectStatus(cancel(first.cancellation), 204);
    await expectProblem(cancel(first.cancellation), 400, 'code-refused');
    await readMail(deployed.cloud, person.email, /(Nothing was changed)/);
    await ask(person);
    const second = await mailed(deployed, person, first.completion);
    await letThreeDaysPass(deployed, id);
    await expectProblem(complete(first.completion), 400, 'code-refused');
    const done = await expectStatus(complete(second.completion), 204);
    assertThat(done.headers['set-cookie'] === undefined, 'the recovery set a cookie');
    await expectStatus(visitor.call('POST', '/auth/refresh'), 401);
    const { body } = await expectStatus(newVisitor(deployed).call('POST', '/auth/login', { ...person }), 200);
    assertThat(z.object({ access_token: z.string() }).safeParse(body).success, 'a second factor is still asked for');
    return `409 with Retry-After ${String(headers['retry-after'])} s, cancelled by mail; completed once its record says 72 hours`;
  },
};

interface Codes {
  readonly completion: string;
  readonly cancellation: string;
}

async function codesOf({ cloud }: Deployed, { email }: Registered, other = ''): Promise<Codes | undefined> {
  const found = (await mailsTo(cloud, email)).map(({ text }) => ({ completion: COMPLETION.exec(text)?.[1], cancellation: CANCELLATION.exec(text)?.[1] }));
  return found.find((codes): codes is Codes => codes.completion !== undefined && codes.completion !== other && codes.cancellation !== undefined);
}

async function mailed(deployed: Deployed, person: Registered, other?: string): Promise<Codes> {
  await readMail(deployed.cloud, person.email, COMPLETION);
  const codes = await codesOf(deployed, person, other);
  assertThat(codes !== undefined, 'there is no mail with both codes');
  return codes;
}

/** For this account's recovery, and what came before it, by their records. */
async function letThreeDaysPass(deployed: Deployed, id: string): Promise<void> {
  await makeOlder(deployed, 'flows', (document, owner) => (owner === `recovery/${id}` ? earlier(document, ['requestedAt']) : undefined));
  await makeOlder(deployed, 'accounts', (document, owner) => (owner === `account/${id}` ? earlier(document, ['lastLoginAt', 'passwordChangedAt']) : undefined));
}

function earlier(document: Readonly<Record<string, unknown>>, names: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(document).map(([name, value]) => [name, names.includes(name) && typeof value === 'number' ? value - WAIT : value]));
}
