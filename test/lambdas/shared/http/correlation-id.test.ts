import { Audit } from '../../../../lambdas/shared/audit/audit';
import { createHandler } from '../../../../lambdas/shared/http/create-handler';
import type { Request } from '../../../../lambdas/shared/http/request';
import { route } from '../../../../lambdas/shared/http/route';
import { gatewayEvent, ORIGINS } from '../../../support/gateway-event';
import { manualClock } from '../../../support/manual-clock';
import { memoryKeyRing } from '../../../support/memory-key-ring';
import { UNLIMITED } from '../../../support/unlimited-tiers';

const { clock } = manualClock();

describe('the correlation ID', () => {
  it.each(['12345678-1234-0234-8234-123456789012', '12345678-1234-4234-0234-123456789012', 'ffffffff-ffff-ffff-ffff-fffffffffffe', 'a UUID'])(
    "is never a client's that the audit trail would refuse, or its event would be missing: %s",
    async (given) => {
      const seen: Request[] = [];
      const take = (request: Request) => Promise.resolve({ status: 200 + seen.push(request) });
      const routes = { 'GET /things': route(undefined, take) };
      const handler = createHandler({ service: 'things', origins: ORIGINS, tiers: UNLIMITED, log: () => undefined, clock, routes });
      const audit = new Audit({ service: 'things', hashKeys: memoryKeyRing([1], 'hash-keys'), sessionKeys: memoryKeyRing(), clock });
      await handler(gatewayEvent({ route: 'GET /things', headers: { 'X-Request-ID': given } }));
      expect(seen[0]?.correlationId).not.toBe(given);
      const event = await audit.event({ action: 'sign-in', result: 'failure', resource: 'account/unknown' }, seen[0]!);
      expect(event.correlationId).toBe(seen[0]?.correlationId);
    },
  );
});
