import { contract } from '../../../../lambdas/identity/api-keys/contract';
import { principalContext } from '../../../../lambdas/shared/http/principal';
import { gatewayEvent } from '../../../support/gateway-event';
import { startLocalAws, type LocalAws } from '../../../support/local-aws';
import { ringText } from '../../../support/memory-key-ring';
import { proves } from '../../../support/proves';
import { runBundle } from '../../../support/run-bundle';
import { somebody } from '../../../support/token-world';

const LIMIT = { limit: 60, windowSeconds: 60 };
const SPECIAL = {
  RATE_LIMITS: JSON.stringify({ admin: LIMIT, anonymous: LIMIT, apiKey: LIMIT, authenticated: LIMIT }),
  APP_ORIGIN: 'https://app.example.com',
  SITE_ORIGIN: 'https://example.com',
  SMS_COUNTRIES: '-',
  SMS_DAILY_BUDGET: '0',
  USER_POOL: 'eu-central-1_Example',
};
const VARIABLES = { ...Object.fromEntries(contract.variables.map((name) => [name, 'named'])), ...SPECIAL };

/** Calls are counted; nothing else answers. */
let counting: LocalAws;
beforeAll(async () => {
  counting = await startLocalAws(({ headers }) => {
    const call = String(headers['x-amz-target']).split('.')[1];
    if (call === 'UpdateItem') return { body: '{"Attributes":{"all":{"N":"1"}}}' };
    if (call === 'GetSecretValue') return { body: JSON.stringify({ VersionId: 'v'.repeat(32), SecretString: ringText([1], 'hash-keys') }) };
    return { status: 400, body: '{"__type":"AccessDeniedException"}' };
  });
});
afterAll(() => counting.stop());

const NEW_KEY = { route: 'POST /auth/api-keys', body: { name: 'one', scopes: ['documents:read'], expires_in_days: 30 } };

interface Answered {
  readonly statusCode: number;
  readonly body: string;
}

async function answerTo(sent: Parameters<typeof gatewayEvent>[0], AWS_ENDPOINT_URL = counting.url): Promise<Answered> {
  const { answer } = await runBundle('identity/api-keys', gatewayEvent(sent), { ...VARIABLES, AWS_ENDPOINT_URL });
  return answer as Answered;
}

proves(
  { control: 'AZN-6', part: 'identity-headers', evidence: 'in-process' },
  'the built function of API keys takes nobody for signed in whom the authorizer did not name, whatever the headers say',
  async () => {
    const claimed = Object.fromEntries(Object.entries(principalContext(somebody())).map(([name, value]) => [`X-${name}`, value]));
    for (const headers of [{}, claimed, { ...principalContext(somebody()), 'X-Principal': 'OWNER' }]) {
      const { statusCode, body } = await answerTo({ ...NEW_KEY, headers });
      expect(statusCode).toBe(401);
      expect(JSON.parse(body)).toMatchObject({ code: 'unauthenticated', status: 401 });
    }
  },
);

it('the built function of API keys refuses an API key, and says 503 while the tables are down', async () => {
  const key = { kind: 'api-key', key: '0000000000000000', tenant: somebody().tenant, scopes: [] } as const;
  expect((await answerTo({ ...NEW_KEY, principal: key })).statusCode).toBe(403);
  expect((await answerTo({ ...NEW_KEY, principal: somebody() })).statusCode).toBe(503);
}, 60_000);

it('the built function of API keys lets nobody in uncounted while the counters are down, but people who are signed in', async () => {
  const down = 'http://127.0.0.1:9';
  expect((await answerTo(NEW_KEY, down)).statusCode).toBe(503);
  // It went on, and found the tables down.
  expect(await answerTo({ ...NEW_KEY, principal: somebody() }, down)).toMatchObject({ statusCode: 503, headers: { 'X-RateLimit-Remaining': '59' } });
}, 60_000);
