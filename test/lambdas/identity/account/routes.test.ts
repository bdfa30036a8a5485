import { contract } from '../../../../lambdas/identity/account/contract';
import { routes } from '../../../../lambdas/identity/account/routes';
import { schemas } from '../../../../lambdas/identity/account/schemas';
import { createHandler } from '../../../../lambdas/shared/http/create-handler';
import { fuzzHandler } from '../../../support/fuzz-handler';
import { gatewayEvent, ORIGINS } from '../../../support/gateway-event';
import { ENDLESS, EVERY_FACTOR, NEW_PASSWORD, PASSWORD, stored } from '../registration/world';
import { world, type World } from './world';
import { UNLIMITED } from '../../../support/unlimited-tiers';

const BODIES: Readonly<Record<keyof typeof schemas, unknown>> = {
  VerifyTotpRequest: { totp_code: '123456' },
  ChangePasswordRequest: { current_password: PASSWORD, new_password: NEW_PASSWORD },
  ChangeEmailRequest: { email: 'new@mail.example' },
  ConfirmEmailChangeRequest: { change: '7d1e3a52-6a53-4f0e-9a44-1a5a5f4b9d10', code: '12345678' },
  PhoneRequest: { number: '+41790000042' },
  ConfirmPhoneRequest: { code: '123456' },
};

const ROUTES = contract.routes.map((one) => ({ route: `${one.method} ${one.path}`, ...('model' in one ? { body: BODIES[one.model] } : {}) }));

function handlerOf({ own, lines }: Pick<World, 'lines' | 'own'>) {
  return createHandler({
    service: contract.name,
    origins: ORIGINS,
    tiers: UNLIMITED,
    routes: routes(own),
    log: (line) => void (lines as unknown[]).push(line),
    clock: own.clock,
  });
}

describe.each(ROUTES)('$route', (sent) => {
  it('answers 300 requests that no client of ours sends', async () => {
    const of = await world(EVERY_FACTOR);
    await fuzzHandler({ handler: handlerOf({ ...of, own: { ...of.own, counters: ENDLESS } }), valid: { ...sent, principal: of.person } });
  });

  it('says 503 when the tables are down, and changes nothing', async () => {
    const of = await world(EVERY_FACTOR);
    of.store.failNext(undefined, 'getBoth');
    of.counters.failNext();
    const { statusCode, body } = await handlerOf(of)(gatewayEvent({ ...sent, principal: of.person }));
    expect(statusCode).toBe(503);
    expect(body).not.toMatch(/dynamodb/);
    expect(await stored(of, of.account.id)).toEqual(of.account);
  });

  it('is refused without a token, and from a foreign page when it changes something', async () => {
    const of = await world(EVERY_FACTOR);
    const handle = handlerOf(of);
    expect((await handle(gatewayEvent(sent))).statusCode).toBe(401);
    const foreign = await handle(gatewayEvent({ ...sent, principal: of.person, headers: { Origin: 'https://evil.example' } }));
    if (!sent.route.startsWith('GET')) expect(foreign.statusCode).toBe(403);
    expect(foreign.headers['Access-Control-Allow-Origin']).toBeUndefined();
    expect(await stored(of, of.account.id)).toEqual(of.account);
  });

  it('sets no cookie, and hands out no token', async () => {
    const of = await world(EVERY_FACTOR);
    const { headers, body } = await handlerOf(of)(gatewayEvent({ ...sent, principal: of.person }));
    expect(JSON.stringify([headers, body])).not.toMatch(/set-cookie|access_token|refresh/i);
  });
});

describe('the bodies', () => {
  it.each(Object.entries(BODIES))('of %s are strict', (name, body) => {
    const schema = schemas[name as keyof typeof schemas];
    expect(schema.safeParse(body).success).toBe(true);
    expect(schema.safeParse({ ...(body as object), more: 1 }).success).toBe(false);
    expect(schema.safeParse({}).success).toBe(false);
  });

  it('of each route with a schema are in the contract, for the gateway', () => {
    const models = contract.routes.flatMap((one) => ('model' in one ? [one.model] : []));
    expect([...models].sort()).toEqual(Object.keys(schemas).sort());
  });
});
