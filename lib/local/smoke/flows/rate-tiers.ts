import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { assertThat, type Deployed, type Flow } from '../flow';
import { invoke } from '../invoke';
import { newVisitor, signedIn } from '../person';
import { itemsOf, putItem } from '../records';
import type { VisitorAnswer } from '../visitor';

type Tier = 'admin' | 'anonymous' | 'apiKey' | 'authenticated';
type Answer = Pick<VisitorAnswer, 'headers' | 'status'>;

const answered = z.object({ statusCode: z.number(), headers: z.record(z.string(), z.string()) });
const TOO_MANY = 429;

/** EDGE-12. */
export const callsAreLimitedByTier: Flow = {
  claim: 'Beyond its limit a caller of each tier gets 429 with Retry-After, and each answer of a function says how many calls are left',
  evidence: 'emulated',
  drive: async (deployed) => {
    const stranger = newVisitor(deployed);
    const { visitor: owner } = await signedIn(deployed);
    const seconds = [
      await refused(deployed, 'anonymous', () => stranger.call('POST', '/auth/refresh')),
      await refused(deployed, 'admin', () => owner.call('GET', '/auth/account')),
      await refused(deployed, 'authenticated', askAs(deployed, member())),
      await refused(deployed, 'apiKey', askAs(deployed, { kind: 'api-key', key: randomUUID(), tenant: randomUUID(), scopes: '' })),
    ];
    return `strangers and administrators over HTTPS, members and API keys as the gateway hands them on; Retry-After ${seconds.join(', ')} s`;
  },
};

/**
 * Calls once, sets the count in the table to one below the limit, and sees the last call served and the next one refused.
 * @returns Retry-After
 */
async function refused(deployed: Deployed, tier: Tier, ask: () => Promise<Answer>): Promise<string> {
  const { limit } = deployed.graph.configuration.edge.rateTiers[tier];
  const before = new Set((await countsOf(deployed, tier)).map(({ owner }) => owner?.S));
  assertThat(leftBy(await ask()) === limit - 1, `${tier}: the first answer doesn't say that ${String(limit - 1)} calls are left`);
  const [item, ...others] = (await countsOf(deployed, tier)).filter(({ owner }) => !before.has(owner?.S));
  assertThat(item !== undefined && others.length === 0, `${tier}: the first call made ${String(others.length)} counts beside its own, or none`);
  const counts = Object.keys(item).filter((name) => name === 'all' || name.startsWith('session/'));
  await putItem(deployed, 'counters', { ...item, ...Object.fromEntries(counts.map((name) => [name, { N: String(limit - 1) }])) });
  const last = await ask();
  assertThat(last.status !== TOO_MANY && leftBy(last) === 0, `${tier}: the last call that is allowed was answered ${String(last.status)}`);
  const { status, headers } = await ask();
  const seconds = String(headers['retry-after']);
  assertThat(status === TOO_MANY && /^[1-9]\d?$/.test(seconds), `${tier}: the next was answered ${String(status)}, with Retry-After ${seconds}`);
  return seconds;
}

async function countsOf(deployed: Deployed, tier: Tier): ReturnType<typeof itemsOf> {
  return (await itemsOf(deployed, 'counters')).filter(({ owner }) => owner?.S?.startsWith(`counter/rate-${tier}/`) === true);
}

function leftBy({ headers }: Answer): number {
  return Number(headers['x-ratelimit-remaining']);
}

/** A member of some tenant, as the authorizer names them: nobody registers as one here, since who registers owns their tenant. */
function member(): Readonly<Record<string, string>> {
  const [account, tenant, session] = [randomUUID(), randomUUID(), randomUUID()];
  return { kind: 'person', account, tenant, roles: 'MEMBER', session, authenticatedAt: '1', methods: 'pwd' };
}

/** Calls the deployed function with what the gateway hands it, past the gateway's own answer, which no such caller gets by. */
function askAs(deployed: Deployed, authorizer: Readonly<Record<string, string>>): () => Promise<Answer> {
  const requestContext = { identity: { sourceIp: '192.0.2.1' }, authorizer };
  const event = { httpMethod: 'GET', resource: '/auth/account', headers: { Origin: deployed.front.origins.app }, requestContext };
  return async () => {
    const { statusCode, headers } = answered.parse(await invoke(deployed, 'api/Function-account/Function/Resource', event));
    return { status: statusCode, headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])) };
  };
}
