import { createRequire } from 'node:module';
import { join } from 'node:path';
import { bundleFunctions } from '../../lib/infrastructure/bundles';
import { contractsOf } from '../../lib/infrastructure/contracts';
import { COMPILED_POLICIES } from '../../lambdas/shared/authorization/compiled-policies';
import { fuzzHandler, type Handler } from '../support/fuzz-handler';
import { ORIGINS, type Sent } from '../support/gateway-event';
import { LIFTED_LIMITS } from '../support/unlimited-tiers';
import { startFuzzCloud, type FuzzCloud } from './fuzz-cloud';

const HOUR_MILLISECONDS = 3_600_000;
/** A hang, and not a machine that is busy with something else for seconds. */
const PATIENCE_MILLISECONDS = 60_000;
const ID = '7d1e3a52-6a53-4f0e-9a44-1a5a5f4b9d10';
const PASSWORD = 'velvet canoe drinks 9 clouds';
const ROLE = { name: 'Auditor', scope: 'tenant', permissions: [{ resource: 'documents', actions: ['read'] }] };
const RECOVERY = `${ID}.${'A'.repeat(22)}`;

const VARIABLES: Readonly<Record<string, string>> = {
  ACCOUNTS_TABLE: 'accounts',
  SESSIONS_TABLE: 'sessions',
  FLOWS_TABLE: 'flows',
  SESSION_KEYS_SECRET: 'session-keys',
  HASH_KEYS_SECRET: 'hash-keys',
  PEPPERS_SECRET: 'peppers',
  SIGNING_KEYS_SECRET: 'signing-keys',
  SSO_SECRETS: 'sso-secrets',
  APP_ORIGIN: ORIGINS.app,
  SITE_ORIGIN: ORIGINS.site,
  API_ORIGIN: 'https://api.example.com',
  USER_POOL: 'eu-central-1_Example',
  SMS_COUNTRIES: 'CH',
  SMS_DAILY_BUDGET: '10',
  ERASURE_DELAY_DAYS: '7',
  MIGRATION_UNTIL: '2000-01-01T00:00:00Z',
  RATE_LIMITS: LIFTED_LIMITS,
  // Nobody listens there: a database that is down.
  DATABASE_HOST: '127.0.0.1',
  DATABASE_PORT: '9',
  DATABASE_AUTHORITIES_FILE: __filename,
  POLICY_SET: COMPILED_POLICIES.hash,
  // Nobody listens there: a provider that is down.
  SSO_PROVIDERS: JSON.stringify([{ id: 'acme', issuer: 'https://127.0.0.1:9', clientId: 'us', name: 'Acme' }]),
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
};

/** A body that each route takes; a route without one isn't here. */
const BODIES: Readonly<Record<string, (cloud: FuzzCloud) => unknown>> = {
  'POST /auth/register': ({ email }) => ({ email }),
  'POST /auth/register/confirm': () => ({ registration: ID, code: '12345678', password: PASSWORD }),
  'POST /auth/password/reset': ({ email }) => ({ email }),
  'POST /auth/password/reset/confirm': () => ({ reset: ID, code: '12345678', password: PASSWORD }),
  'POST /auth/recovery': ({ email }) => ({ email, password: PASSWORD }),
  'POST /auth/recovery/cancel': () => ({ code: RECOVERY }),
  'POST /auth/recovery/complete': () => ({ code: RECOVERY, password: PASSWORD }),
  'POST /auth/erasure/cancel': () => ({ code: RECOVERY }),
  'POST /auth/restriction': () => ({ ground: 'claims' }),
  'POST /auth/login': ({ email }) => ({ email, password: PASSWORD }),
  'POST /auth/mfa': ({ signIn }) => ({ session_id: signIn, recovery_code: 'AAAA-AAAA-AAAA-AAAA' }),
  'POST /auth/mfa/sms': ({ signIn }) => ({ session_id: signIn }),
  'POST /auth/mfa/verify': () => ({ totp_code: '123456' }),
  'POST /auth/password/change': () => ({ current_password: PASSWORD, new_password: 'seven tin lanterns hum at dusk' }),
  'POST /auth/email/change': () => ({ email: 'new@mail.example' }),
  'POST /auth/email/change/confirm': () => ({ change: ID, code: '12345678' }),
  'POST /auth/phone': () => ({ number: '+41790000042' }),
  'POST /auth/phone/confirm': () => ({ code: '123456' }),
  'POST /auth/step-up': () => ({ password: PASSWORD }),
  'POST /auth/passkeys/registration/options': () => ({}),
  'POST /auth/passkeys/registration': ({ passkeys }) => ({ ...passkeys.registration, name: 'Key' }),
  'POST /auth/passkeys/authentication/options': ({ signIn }) => ({ session_id: signIn }),
  'POST /auth/passkeys/authentication': ({ passkeys }) => passkeys['sign-in'],
  'POST /auth/passkeys/step-up/options': () => ({}),
  'POST /auth/passkeys/step-up': ({ passkeys }) => passkeys['step-up'],
  'POST /auth/logout': () => ({ everywhere: true }),
  'POST /auth/api-keys': () => ({ name: 'one', scopes: ['documents:read'], expires_in_days: 30 }),
  'POST /auth/sso/{provider}/link': () => ({}),
  'POST /auth/tenant-entries': () => ({ tenant: ID, reason: 'Ticket 42' }),
  'POST /auth/invitations/accept': () => ({ invitation: RECOVERY, leave_own_tenant: true }),
  'PATCH /tenant': () => ({ name: 'Example' }),
  'PATCH /tenant/members/{account}': () => ({ role: 'MEMBER', custom_roles: [] }),
  'POST /tenant/invitations': ({ email }) => ({ email, role: 'MEMBER' }),
  'POST /tenant/roles': () => ROLE,
  'PUT /tenant/roles/{role}': () => ROLE,
  'POST /documents': () => ({ title: 'One', body: 'Text' }),
  'PATCH /documents/{document}': () => ({ title: 'Two' }),
  'PUT /documents/{document}/attachment': () => ({ content: 'JVBERi0xLjcK' }),
};

/** Functions without a table of routes take nothing of the request, so that their answers have no correlation ID. */
const PLAIN: Readonly<Record<string, readonly string[]>> = {
  page: ['Content-Security-Policy', 'Strict-Transport-Security', 'X-Content-Type-Options'],
  'key-set': ['Content-Type', 'Cache-Control'],
};

const ROUTES = contractsOf('request').flatMap(({ path, name, routes = [], variables }) =>
  routes.map((route) => ({ route: `${route.method} ${route.path}`, path, name, variables, isPublic: 'public' in route.access })),
);

const load = createRequire(__filename);

/**
 * Tests that send each route of the deployed bundles requests that no client of ours sends, in this process.
 * @param runs requests to each route
 */
export function fuzzDeployed(runs: number): void {
  let cloud: FuzzCloud;
  let writeOut: jest.SpyInstance;

  beforeAll(async () => {
    cloud = await startFuzzCloud();
    for (const name of ROUTES.flatMap(({ variables }) => variables)) process.env[name] = name.toLowerCase();
    Object.assign(process.env, VARIABLES, { AWS_ENDPOINT_URL: cloud.url });
    // Of the functions' log, a line for each request, only what says where a fault of ours arose.
    const write = process.stdout.write.bind(process.stdout);
    const isUsual = (text: string) => text.startsWith('{') && !text.includes('"status":500');
    writeOut = jest.spyOn(process.stdout, 'write').mockImplementation((text) => isUsual(String(text)) || write(text));
  });

  afterAll(async () => {
    writeOut.mockRestore();
    await cloud.stop();
  });

  it('has a body for each route that takes one, and for no other', () => {
    const ours = contractsOf('request').filter(({ path }) => !path.startsWith('guests/'));
    const taking = ours.flatMap(({ routes = [] }) => routes.filter(({ model }) => model !== undefined));
    expect(Object.keys(BODIES).sort()).toEqual(taking.map(({ method, path }) => `${method} ${path}`).sort());
  });

  it.each(ROUTES)(
    `$route answers ${String(runs)} requests that no client of ours sends, by the bundle that is deployed`,
    async ({ route, path, name, isPublic }) => {
      const { handler } = load(join(bundleFunctions().folderOf(path), 'index.js')) as { readonly handler: Handler };
      const valid: Sent = {
        route,
        params: { session: ID, key: 'AAAAAAAAAAAAAAAA', passkey: 'AAAA', provider: 'acme', account: ID, invitation: ID, role: ID, document: ID },
        query: { state: 'x'.repeat(43), code: 'a' },
        headers: { 'If-Match': '"1"', 'Idempotency-Key': ID },
        cookies: { ...cloud.cookies, '__Host-device': 'd'.repeat(43), '__Host-refresh': 'r'.repeat(43) },
        ...(route in BODIES ? { body: BODIES[route]?.(cloud) } : {}),
        ...(isPublic ? {} : { principal: cloud.person }),
      };
      const headers = PLAIN[name];
      await fuzzHandler({ handler, valid, runs, patience: PATIENCE_MILLISECONDS, ...(headers === undefined ? {} : { headers }) });
    },
    HOUR_MILLISECONDS,
  );
}
