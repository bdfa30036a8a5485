import { randomUUID } from 'node:crypto';
import { routes as accountRoutes } from '../../../../lambdas/identity/account/routes';
import { apiKeyRoutes } from '../../../../lambdas/identity/api-keys/api-key-routes';
import { passkeyRoutes } from '../../../../lambdas/identity/passkeys/routes';
import { rightsRoutes } from '../../../../lambdas/identity/rights/routes';
import { tenantRoutes } from '../../../../lambdas/identity/tenant/tenant-routes';
import { COMPILED_POLICIES } from '../../../../lambdas/shared/authorization/compiled-policies';
import type { Answer } from '../../../../lambdas/shared/http/answer';
import { createHandler } from '../../../../lambdas/shared/http/create-handler';
import type { RouteTable } from '../../../../lambdas/shared/http/route';
import { gatewayEvent, ORIGINS, type Sent } from '../../../support/gateway-event';
import { proves } from '../../../support/proves';
import { addPerson, signInWorld } from '../../../support/sign-in-world';
import { sessionsWorld } from '../session/sessions-world';
import { UNLIMITED } from '../../../support/unlimited-tiers';

const credential = {
  id: 'AAAA',
  rawId: 'AAAA',
  type: 'public-key',
  clientExtensionResults: {},
  response: { clientDataJSON: 'AAAA', attestationObject: 'AAAA' },
};

const ROLE = { name: 'Auditors', scope: 'tenant', permissions: [{ resource: 'audit', actions: ['read'] }] };

/** Every route by which a factor, the email address, the password or an API key comes or goes. A valid body each, so that nothing but the step-up refuses it. */
const DANGEROUS: readonly Omit<Sent, 'principal'>[] = [
  { route: 'POST /auth/mfa/setup' },
  { route: 'POST /auth/mfa/verify', body: { totp_code: '123456' } },
  { route: 'DELETE /auth/mfa' },
  { route: 'POST /auth/recovery-codes' },
  { route: 'POST /auth/phone', body: { number: '+4915112345678' } },
  { route: 'POST /auth/phone/confirm', body: { code: '123456' } },
  { route: 'DELETE /auth/phone' },
  { route: 'POST /auth/password/change', body: { current_password: 'a', new_password: 'correct horse battery staple' } },
  { route: 'POST /auth/email/change', body: { email: 'new@example.org' } },
  { route: 'POST /auth/email/change/confirm', body: { change: randomUUID(), code: '12345678' } },
  { route: 'POST /auth/passkeys/registration/options', body: {} },
  { route: 'POST /auth/passkeys/registration', body: { ceremony_id: randomUUID(), name: 'Key', credential } },
  { route: 'DELETE /auth/passkeys/{passkey}', params: { passkey: 'AAAA' } },
  { route: 'POST /auth/api-keys', body: { name: 'Key', scopes: ['account:read'], expires_in_days: 1 } },
];

/** What the exported, the erased, the restricted and the roles that are granted need (IDN-14): a row each. */
const LATER: readonly Omit<Sent, 'principal'>[] = [
  { route: 'GET /auth/data' },
  { route: 'POST /auth/erasure' },
  { route: 'POST /auth/restriction', body: { ground: 'objection' } },
  { route: 'DELETE /auth/restriction' },
  { route: 'PATCH /tenant/members/{account}', params: { account: randomUUID() }, headers: { 'If-Match': '"x"' }, body: { role: 'MEMBER', custom_roles: [] } },
  { route: 'DELETE /tenant/members/{account}', params: { account: randomUUID() } },
  { route: 'POST /tenant/invitations', body: { email: 'new@example.org', role: 'ADMIN' } },
  { route: 'DELETE /tenant/invitations/{invitation}', params: { invitation: randomUUID() } },
  { route: 'POST /tenant/roles', body: ROLE },
  { route: 'PUT /tenant/roles/{role}', params: { role: randomUUID() }, headers: { 'If-Match': '"x"' }, body: ROLE },
  { route: 'DELETE /tenant/roles/{role}', params: { role: randomUUID() } },
  { route: 'PATCH /tenant', headers: { 'If-Match': '"x"' }, body: { name: 'Ours' } },
  {
    route: 'POST /auth/invitations/accept',
    body: { invitation: `${randomUUID()}.${randomUUID()}.${'A'.repeat(22)}`, leave_own_tenant: true },
  },
];

/** Stands for every port that isn't to be reached before the step-up was asked for. */
const untouched: object = new Proxy(() => undefined, {
  get: (_, name) => (name === 'then' ? undefined : untouched),
  apply: () => {
    throw new Error('A port was reached.');
  },
});

/** The real handlers over one store, and a session that is so many seconds old. */
async function made(age: number) {
  const world = await signInWorld();
  const sessions = sessionsWorld(world.store, world.time);
  const person = await addPerson(world);
  const browser = await sessions.signInAgain({ account: person.account, session: '', token: '', device: '' });
  world.time.advance(age);
  const { store, counters, rings, audit, clock, fields } = world.parts;
  const known: object = { store, counters, rings, ...rings, audit, clock, fields, notices: sessions.notices, policySet: COMPILED_POLICIES.hash };
  const parts = new Proxy(known, { get: (target, name) => (Reflect.has(target, name) ? (Reflect.get(target, name) as unknown) : untouched) }) as never;
  const routes: RouteTable = { ...accountRoutes(parts), ...passkeyRoutes(parts), ...apiKeyRoutes(parts), ...tenantRoutes(parts), ...rightsRoutes(parts) };
  const handler = createHandler({ service: 'all', origins: ORIGINS, tiers: UNLIMITED, routes, log: () => undefined, clock });
  const principal = { ...(await sessions.personOf(browser)), authenticatedAt: Math.floor(clock() / 1000) };
  const send = (sent: Omit<Sent, 'principal'>): Promise<Answer> => handler(gatewayEvent({ ...sent, principal }));
  return { store: world.store, send };
}

const codeOf = ({ body }: Answer) => (body === '' ? undefined : (JSON.parse(body) as { code?: string }).code);

describe('a dangerous route', () => {
  for (const [part, sent] of [...DANGEROUS.map((sent) => ['step-up', sent] as const), ...LATER.map((sent) => ['later-actions', sent] as const)]) {
    proves(
      { control: 'IDN-14', part, evidence: 'in-process' },
      `${sent.route} is refused once the last proof is more than 300 seconds old, whatever the token says, with nothing changed`,
      async () => {
        const { store, send } = await made(301);
        const before = JSON.stringify(store.stored);
        const answer = await send(sent);
        expect([answer.statusCode, codeOf(answer)]).toEqual([403, 'step-up-required']);
        expect(answer.headers['WWW-Authenticate']).toBe('Bearer error="insufficient_user_authentication", max_age="300"');
        expect(JSON.stringify(store.stored)).toBe(before);
        expect(store.events).toEqual([]);
      },
    );

    it(`${sent.route} isn't refused for it up to then`, async () => {
      expect(codeOf(await (await made(300)).send(sent))).not.toBe('step-up-required');
    });
  }
});
