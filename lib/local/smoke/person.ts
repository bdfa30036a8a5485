import { randomBytes, randomInt } from 'node:crypto';
import { z } from 'zod';
import { assertThat, FlowError, type Deployed } from './flow';
import { readMail } from './mailbox';
import { Visitor, type VisitorAnswer } from './visitor';

const registered = z.object({ registration: z.string() });
const CODE = /\b(\d{8})\b/;

/** Somebody with an account of their own. */
export interface Registered {
  readonly email: string;
  readonly password: string;
}

/** Somebody at a browser that was never here, at an address that nobody else has. */
export function newVisitor({ cloud, front }: Pick<Deployed, 'cloud' | 'front'>): Visitor {
  const address = `127.${String(randomInt(1, 255))}.${String(randomInt(1, 255))}.${String(randomInt(1, 255))}`;
  return new Visitor(front, cloud.certificates.authority, { address });
}

/** Registers somebody new, with the code from the mail. */
export async function register(deployed: Deployed, visitor: Visitor = newVisitor(deployed)): Promise<Registered> {
  const email = `person-${randomBytes(6).toString('hex')}@example.net`;
  const password = `${randomBytes(12).toString('base64url')} four words`;
  const { registration } = registered.parse((await expectStatus(visitor.call('POST', '/auth/register', { email }), 202)).body);
  const code = await readMail(deployed.cloud, email, CODE);
  await expectStatus(visitor.call('POST', '/auth/register/confirm', { registration, code, password }), 204);
  return { email, password };
}

/** Somebody new, signed in. */
export async function signedIn(deployed: Deployed): Promise<{ readonly visitor: Visitor; readonly person: Registered }> {
  const visitor = newVisitor(deployed);
  const person = await register(deployed, visitor);
  await expectStatus(visitor.call('POST', '/auth/login', { ...person }), 200);
  return { visitor, person };
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
