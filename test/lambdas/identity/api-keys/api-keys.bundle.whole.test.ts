import { contract } from '../../../../lambdas/identity/api-keys/contract';
import { principalContext } from '../../../../lambdas/shared/http/principal';
import { gatewayEvent } from '../../../support/gateway-event';
import { proves } from '../../../support/proves';
import { runBundle } from '../../../support/run-bundle';
import { somebody } from '../../../support/token-world';

const SPECIAL = {
  APP_ORIGIN: 'https://app.example.com',
  SITE_ORIGIN: 'https://example.com',
  SMS_COUNTRIES: '-',
  SMS_DAILY_BUDGET: '0',
  USER_POOL: 'eu-central-1_Example',
};
const VARIABLES = { ...Object.fromEntries(contract.variables.map((name) => [name, 'named'])), ...SPECIAL, AWS_ENDPOINT_URL: 'http://127.0.0.1:9' };

const NEW_KEY = { route: 'POST /auth/api-keys', body: { name: 'one', scopes: ['documents:read'], expires_in_days: 30 } };

interface Answered {
  readonly statusCode: number;
  readonly body: string;
}

async function answerTo(sent: Parameters<typeof gatewayEvent>[0]): Promise<Answered> {
  const { answer } = await runBundle('identity/api-keys', gatewayEvent(sent), VARIABLES);
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
