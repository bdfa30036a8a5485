import { z } from 'zod';
import { assertThat, type Deployed, type Flow } from '../flow';
import { bearing, viewerOf } from '../member';
import { expectStatus, newVisitor, signedIn } from '../person';
import { itemsOf, putItem } from '../records';
import type { VisitorAnswer } from '../visitor';

type Tier = 'admin' | 'anonymous' | 'apiKey' | 'authenticated';
type Answer = Pick<VisitorAnswer, 'headers' | 'status'>;

const created = z.object({ api_key: z.string() });
const WANTED = { name: 'Reader', scopes: ['documents:read'], expires_in_days: 1 };
const TOO_MANY = 429;

/** EDGE-12. */
export const callsAreLimitedByTier: Flow = {
  claim: 'Beyond its limit a caller of each tier gets 429 with Retry-After, and each answer of a function says how many calls are left',
  evidence: 'emulated',
  drive: async (deployed) => {
    const stranger = newVisitor(deployed);
    const { visitor: owner } = await signedIn(deployed);
    const { visitor: maker } = await signedIn(deployed);
    const viewer = await viewerOf(deployed, maker);
    const { api_key: key } = created.parse((await expectStatus(maker.call('POST', '/auth/api-keys', WANTED), 201)).body);
    const seconds = [
      await refused(deployed, 'anonymous', () => stranger.call('POST', '/auth/refresh')),
      await refused(deployed, 'admin', () => owner.call('GET', '/auth/account')),
      await refused(deployed, 'authenticated', () => viewer.call('GET', '/documents')),
      await refused(deployed, 'apiKey', () => bearing(deployed, key)('GET', '/documents')),
    ];
    return `a stranger, an owner, a viewer and an API key, all over HTTPS; Retry-After ${seconds.join(', ')} s`;
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
