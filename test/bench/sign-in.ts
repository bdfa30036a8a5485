import { generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { sessionRoutes } from '../../lambdas/identity/session/routes';
import { signInRoutes } from '../../lambdas/identity/sign-in/routes';
import { createHandler } from '../../lambdas/shared/http/create-handler';
import { COMPILED_POLICIES } from '../../lambdas/shared/authorization/compiled-policies';
import { gatewayEvent, ORIGINS, type Sent } from '../support/gateway-event';
import { addPerson, cookiesOf, PASSWORD, signInWorld, type SignInWorld } from '../support/sign-in-world';
import { somebody, TokenWorld } from '../support/token-world';
import type { Figure } from './figure';
import { percentile } from './latencies';
import { UNLIMITED } from '../support/unlimited-tiers';

const CALLS = 400;
const WARM_UP = 50;
const PEER = 'jose sign and verify';

/** One person's way: the time of each step, in microseconds. */
interface Way {
  readonly login: number;
  readonly factor: number;
  readonly refresh: number;
  readonly peer: number;
}

/**
 * Signing in, the second factor and a refresh through the functions' handlers, with access tokens that are really signed and all that
 * is called in memory: what is left is our own code, without the password's hash, which is the pool's. Beside what a token costs anyway.
 */
export async function signInFigures(): Promise<Figure[]> {
  const { issuer } = await TokenWorld.make();
  const world = await signInWorld({ issuer });
  const send = sender(world);
  const peer = await signAndVerify();
  const ways: Way[] = [];
  for (let call = 0; call < CALLS + WARM_UP; call++) {
    const way = await wayOf(world, send, peer, `person-${String(call)}@example.org`);
    if (call >= WARM_UP) ways.push(way);
    // The outbox in memory is searched by each commit, which in a table costs nothing.
    world.store.events.length = 0;
  }
  const steps = { 'log in, without the hash': 'login', 'second factor, TOTP': 'factor', refresh: 'refresh' } as const;
  return Object.entries(steps).flatMap(([name, step]) => [0.5, 0.99].map((share) => figureOf(name, share, ways, step)));
}

function figureOf(name: string, share: number, ways: readonly Way[], step: keyof Way): Figure {
  const [own, peer] = ([step, 'peer'] as const).map((one) =>
    percentile(
      ways.map((way) => way[one]),
      share,
    ),
  ) as [number, number];
  const shown = `p${String(share * 100)}`;
  return { name: `${name}, ${shown}`, value: own, unit: 'µs', ratio: own / peer, peer: `${PEER}, ${shown}`, met: true };
}

async function wayOf(world: SignInWorld, send: Send, peer: () => Promise<unknown>, email: string): Promise<Way> {
  const person = await addPerson(world, { email, factors: ['totp'] });
  const address = `192.0.${String(world.pool.users.size % 250)}.${String(Math.floor(world.pool.users.size / 250))}`;
  const login = await send({ route: 'POST /auth/login', body: { email, password: PASSWORD }, address });
  const { session_id } = JSON.parse(login.body) as { readonly session_id: string };
  const factor = await send({ route: 'POST /auth/mfa', body: { session_id, totp_code: person.totp() }, cookies: login.cookies, address });
  const refresh = await send({ route: 'POST /auth/refresh', cookies: { ...login.cookies, ...factor.cookies }, address });
  return { login: login.took, factor: factor.took, refresh: refresh.took, peer: await microsecondsOf(peer) };
}

interface Answered {
  readonly body: string;
  readonly cookies: Readonly<Record<string, string>>;
  readonly took: number;
}

type Send = (sent: Sent) => Promise<Answered>;

/** Both functions by one handler. @throws {Error} for an answer that isn't 200: what is refused isn't what is timed */
function sender({ parts, time }: SignInWorld): Send {
  const log = (line: object): void => void JSON.stringify(line);
  const routes = { ...signInRoutes(parts), ...sessionRoutes({ ...parts, ...parts.rings, policySet: COMPILED_POLICIES.hash, log }) };
  const handler = createHandler({
    service: 'sign-in',
    origins: ORIGINS,
    tiers: UNLIMITED,
    routes,
    log,
    clock: time.clock,
  });
  return async (sent) => {
    const event = gatewayEvent(sent);
    const started = process.hrtime.bigint();
    const { statusCode, body, multiValueHeaders } = await handler(event);
    const took = Number(process.hrtime.bigint() - started) / 1e3;
    if (statusCode !== 200) throw new Error(`${sent.route} answered ${String(statusCode)}: ${body}`);
    return { body, took, cookies: cookiesOf({ status: statusCode, cookies: multiValueHeaders['Set-Cookie'] ?? [] }) };
  };
}

/** A token of the same claims, made and read again. */
async function signAndVerify(): Promise<() => Promise<unknown>> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  return async () => {
    const token = await new SignJWT({ ...somebody() }).setProtectedHeader({ alg: 'ES256' }).setIssuedAt().setExpirationTime('15m').sign(privateKey);
    return jwtVerify(token, publicKey, { algorithms: ['ES256'] });
  };
}

async function microsecondsOf(call: () => Promise<unknown>): Promise<number> {
  const started = process.hrtime.bigint();
  await call();
  return Number(process.hrtime.bigint() - started) / 1e3;
}
