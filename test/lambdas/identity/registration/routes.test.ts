import { contract } from '../../../../lambdas/identity/registration/contract';
import { routes } from '../../../../lambdas/identity/registration/routes';
import { schemas } from '../../../../lambdas/identity/registration/schemas';
import { DependencyFailedError } from '../../../../lambdas/shared/dependency-failed-error';
import { createHandler } from '../../../../lambdas/shared/http/create-handler';
import { fuzzHandler } from '../../../support/fuzz-handler';
import { gatewayEvent, ORIGINS } from '../../../support/gateway-event';
import { EMAIL, ENDLESS, EVERY_FACTOR, PASSWORD, withAccount, world, type World } from './world';
import { UNLIMITED } from '../../../support/unlimited-tiers';

const ID = '7d1e3a52-6a53-4f0e-9a44-1a5a5f4b9d10';

const VALID: Readonly<Record<(typeof contract.routes)[number]['path'], unknown>> = {
  '/auth/register': { email: EMAIL },
  '/auth/register/confirm': { registration: ID, code: '12345678', password: PASSWORD },
  '/auth/password/reset': { email: EMAIL },
  '/auth/password/reset/confirm': { reset: ID, code: '12345678', password: PASSWORD },
  '/auth/erasure/cancel': { code: `${ID}.${'A'.repeat(22)}` },
  '/auth/recovery': { email: EMAIL, password: PASSWORD },
  '/auth/recovery/cancel': { code: `${ID}.${'A'.repeat(22)}` },
  '/auth/recovery/complete': { code: `${ID}.${'A'.repeat(22)}`, password: PASSWORD },
};

function handlerOf({ parts, lines }: Pick<World, 'lines' | 'parts'>) {
  return createHandler({
    service: contract.name,
    origins: ORIGINS,
    tiers: UNLIMITED,
    routes: routes(parts),
    log: (line) => void (lines as unknown[]).push(line),
    clock: parts.clock,
  });
}

interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const send = async (of: World, path: (typeof contract.routes)[number]['path'], body: unknown = VALID[path]): Promise<Answer> =>
  handlerOf(of)(gatewayEvent({ route: `POST ${path}`, body }));

describe.each(contract.routes)('$method $path', ({ path, model }) => {
  it('answers 300 requests that no client of ours sends', async () => {
    const of = world();
    await withAccount(of, EVERY_FACTOR);
    await fuzzHandler({ handler: handlerOf({ ...of, parts: { ...of.parts, counters: ENDLESS } }), valid: { route: `POST ${path}`, body: VALID[path] } });
  });

  it('has a model, which its valid body fits and more does not', () => {
    expect(schemas[model].safeParse(VALID[path]).success).toBe(true);
    expect(schemas[model].safeParse({ ...(VALID[path] as object), more: 1 }).success).toBe(false);
    expect(schemas[model].safeParse({}).success).toBe(false);
  });

  it('says 503 and its correlation ID, and nothing of what failed, when a dependency is down', async () => {
    const of = world();
    of.counters.failNext(new DependencyFailedError('dynamodb:UpdateItem', new Error('secret words')));
    const { statusCode, body } = await send(of, path);
    expect(statusCode).toBe(503);
    expect(JSON.parse(body)).toMatchObject({ status: 503, correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown });
    expect(body).not.toMatch(/dynamodb|secret words/);
    expect([of.store.events, of.mail.sent]).toEqual([[], []]);
  });

  it('refuses another content type, a foreign origin and a body that is none', async () => {
    const of = world();
    const handle = handlerOf(of);
    const event = (headers: Readonly<Record<string, string>>) => gatewayEvent({ route: `POST ${path}`, body: VALID[path], headers });
    expect((await handle(event({ 'Content-Type': 'text/plain' }))).statusCode).toBe(415);
    expect((await handle(event({ Origin: 'https://evil.example' }))).statusCode).toBe(403);
    expect((await send(of, path, '{"email":"a@b.cc","email":"c@d.ee"}')).statusCode).toBe(400);
    expect(of.store.callCount).toBe(0);
  });

  it('sets no cookie, and hands out no token', async () => {
    const of = world();
    await withAccount(of, EVERY_FACTOR);
    const { headers, body } = await send(of, path);
    expect(JSON.stringify([headers, body])).not.toMatch(/set-cookie|token/i);
  });
});

describe('what a caller learns', () => {
  it.each(['/auth/register', '/auth/password/reset', '/auth/recovery'] as const)('is the same at %s with and without an account', async (path) => {
    const [without, with_] = [world(), world()];
    await withAccount(with_, EVERY_FACTOR);
    const seen = await Promise.all(
      [without, with_].map(async (of) => {
        const { statusCode, headers, body } = await send(of, path, {
          ...(VALID[path] as object),
          ...(path === '/auth/recovery' ? { password: 'another' } : {}),
        });
        const uuid = /[0-9a-f]{8}-[0-9a-f-]{27}/g;
        return { statusCode, headers: JSON.stringify(headers).replace(uuid, 'ID'), body: body.replace(uuid, 'ID') };
      }),
    );
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[0]?.statusCode).toBe(202);
  });

  it('is nothing in the log of what was sent', async () => {
    const of = world();
    await withAccount(of, EVERY_FACTOR);
    for (const { path } of contract.routes) await send(of, path);
    expect(of.lines.length).toBeGreaterThanOrEqual(contract.routes.length);
    expect(JSON.stringify(of.lines)).not.toMatch(new RegExp(`ada@|${PASSWORD}|12345678|AAAAAA|192\\.0\\.2`));
  });
});
