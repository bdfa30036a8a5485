import { randomBytes, randomInt } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { Secret, TOTP } from 'otpauth';
import { z } from 'zod';
import { assertThat, FlowError, type Deployed } from './flow';
import { readMail } from './mailbox';
import { Visitor, type VisitorAnswer } from './visitor';

const registered = z.object({ registration: z.string() });
const enrolment = z.object({ secret: z.string() });
const enrolled = z.object({ recovery_codes: z.array(z.string()) });

const STEP_MILLISECONDS = 30_000;
/** As long as a flow needs from its first code to its last. */
const ROOM_MILLISECONDS = 12_000;
/** A mailed code. */
export const CODE = /\b(\d{8})\b/;

/** Somebody with an account of their own. */
export interface Registered {
  readonly email: string;
  readonly password: string;
}

/** Who registers, and the code of the invitation by which they do. */
export interface Invited {
  readonly email: string;
  readonly invitation?: string;
}

/** Somebody at a browser that was never here, at an address that nobody else has. */
export function newVisitor({ cloud, front }: Pick<Deployed, 'cloud' | 'front'>): Visitor {
  const address = `127.${String(randomInt(1, 255))}.${String(randomInt(1, 255))}.${String(randomInt(1, 255))}`;
  return new Visitor(front, cloud.certificates.authority, { address });
}

/** Registers somebody new, with the code from the mail. */
export async function register(
  deployed: Deployed,
  visitor: Visitor = newVisitor(deployed),
  { email, ...invited }: Invited = newAddress(),
): Promise<Registered> {
  const password = `${randomBytes(12).toString('base64url')} four words`;
  const { registration } = registered.parse((await expectStatus(visitor.call('POST', '/auth/register', { email }), 202)).body);
  const code = await readMail(deployed.cloud, email, CODE);
  await expectStatus(visitor.call('POST', '/auth/register/confirm', { registration, code, password, ...invited }), 204);
  return { email, password };
}

/** An address that nobody else has. */
export function newAddress(): { readonly email: string } {
  return { email: `person-${randomBytes(6).toString('hex')}@example.net` };
}

/** Somebody new, signed in. */
export async function signedIn(deployed: Deployed, invited?: Invited): Promise<{ readonly visitor: Visitor; readonly person: Registered }> {
  const visitor = newVisitor(deployed);
  const person = await register(deployed, visitor, invited);
  await expectStatus(visitor.call('POST', '/auth/login', { ...person }), 200);
  return { visitor, person };
}

/** An authenticator app, and the recovery codes that came with it. */
export interface Authenticator {
  /** The code of so many steps from now. */
  readonly code: (steps?: number) => string;
  readonly recoveryCodes: readonly string[];
}

/** Sets an authenticator app up with the code of the step before: this step's and the next one's are left. */
export async function enrol(visitor: Visitor): Promise<Authenticator> {
  const { secret } = enrolment.parse((await expectStatus(visitor.call('POST', '/auth/mfa/setup'), 200)).body);
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  const code = (steps = 0) => totp.generate({ timestamp: Date.now() + steps * STEP_MILLISECONDS });
  const { body } = await expectStatus(verified(visitor, code), 200);
  return { code, recoveryCodes: enrolled.parse(body).recovery_codes };
}

/** On a busy machine the step may end on the way, and the code with it: then a person types the next one. */
async function verified(visitor: Visitor, code: Authenticator['code']): Promise<VisitorAnswer> {
  const left = STEP_MILLISECONDS - (Date.now() % STEP_MILLISECONDS);
  if (left < ROOM_MILLISECONDS) await setTimeout(left);
  const typed = code(-1);
  const answer = await visitor.call('POST', '/auth/mfa/verify', { totp_code: typed });
  return answer.status === 200 || typed === code(-1) ? answer : verified(visitor, code);
}

/** An answer, unless its status is another. */
export async function expectStatus(answering: Promise<VisitorAnswer>, status: number): Promise<VisitorAnswer> {
  const answer = await answering;
  assertThat(answer.status === status, `HTTP ${String(answer.status)} where ${String(status)} is due: ${JSON.stringify(answer.body)}`);
  return answer;
}

/** A refusal's document, unless it is another. */
export async function expectProblem(answering: Promise<VisitorAnswer>, status: number, code: string): Promise<VisitorAnswer> {
  const answer = await expectStatus(answering, status);
  const found = z.object({ code: z.string() }).safeParse(answer.body);
  if (!found.success || found.data.code !== code) throw new FlowError(`the refusal is ${JSON.stringify(answer.body)}, and not ${code}`);
  return answer;
}
