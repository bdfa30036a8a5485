import { sessionRoutes } from '../../../../lambdas/identity/session/routes';
import { createHandler } from '../../../../lambdas/shared/http/create-handler';
import { DEVICE_COOKIE, REFRESH_COOKIE } from '../../../../lambdas/shared/http/cookies';
import { fuzzHandler } from '../../../support/fuzz-handler';
import { ORIGINS, type Sent } from '../../../support/gateway-event';
import { manualClock } from '../../../support/manual-clock';
import { MemoryRecordStore } from '../../../support/memory-record-store';
import { sessionsWorld, type Browser, type SessionsWorld } from './sessions-world';
import { UNLIMITED } from '../../../support/unlimited-tiers';

const cookies = ({ token, device }: Browser) => ({ [REFRESH_COOKIE]: token, [DEVICE_COOKIE]: device });

const VALID: readonly (readonly [string, (browser: Browser, world: SessionsWorld) => Promise<Partial<Sent>>])[] = [
  ['POST /auth/refresh', (browser) => Promise.resolve({ cookies: cookies(browser) })],
  ['POST /auth/logout', (browser) => Promise.resolve({ cookies: cookies(browser), body: { everywhere: true } })],
  ['GET /auth/sessions', async (browser, world) => ({ principal: await world.personOf(browser) })],
  ['DELETE /auth/sessions/{session}', async (browser, world) => ({ principal: await world.personOf(browser), params: { session: browser.session } })],
];

it.each(VALID)('%s answers 300 requests that no client of ours sends, each with a refusal or a reply', async (route, valid) => {
  const time = manualClock();
  const world = sessionsWorld(new MemoryRecordStore(time.clock), time);
  const browser = await world.signIn();
  const handler = createHandler({
    service: 'session',
    origins: ORIGINS,
    tiers: UNLIMITED,
    routes: sessionRoutes(world.parts),
    log: () => undefined,
    clock: time.clock,
  });
  await fuzzHandler({ handler, valid: { route, ...(await valid(browser, world)) } });
});
