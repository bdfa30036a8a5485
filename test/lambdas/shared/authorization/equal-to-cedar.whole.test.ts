import { COMPILED_POLICIES } from '../../../../lambdas/shared/authorization/compiled-policies';
import { decide } from '../../../../lambdas/shared/authorization/decide';
import type { AccessRequest } from '../../../../lambdas/shared/authorization/request';
import { everyGrant, everyKey, everyPerson } from '../../../support/access-domains';
import { accessRequests } from '../../../support/access-requests';
import { cedarEngine, outcomeOf, slicedCedarEngine, type CedarEngine } from '../../../support/cedar';
import { proves } from '../../../support/proves';

const GENERATED = 100_000;
const SEED = 20_260_101;
const ours = (request: AccessRequest) => decide(COMPILED_POLICIES, COMPILED_POLICIES.hash, request);

/** Fails with the request where the answers differ in what they are, or how they came about; the deciding policy must be one that Cedar names. */
function compare(engine: CedarEngine, request: AccessRequest): boolean {
  const cedar = engine(request);
  const decision = ours(request);
  if (outcomeOf(decision) !== cedar.outcome || (decision.policy !== undefined && !cedar.policies.includes(decision.policy)))
    throw new Error(`Cedar says ${JSON.stringify(cedar)}, we say ${JSON.stringify(decision)}: ${JSON.stringify(request)}`);
  return decision.allowed;
}

proves(
  { control: 'AZN-4', part: 'decisions', evidence: 'in-process' },
  "the compiled policies decide as Cedar's own engine: every request of the small domains, and 100,000 drawn ones",
  () => {
    const small = [...everyPerson(), ...everyKey(), ...everyGrant()];
    expect(small.length).toBeGreaterThan(10_000);
    const whole = cedarEngine();
    for (const request of small) compare(whole, request);
    const sliced = slicedCedarEngine();
    let allowed = 0;
    for (const request of accessRequests(SEED, GENERATED)) if (compare(sliced, request)) allowed++;
    expect(allowed / GENERATED).toBeGreaterThanOrEqual(0.3);
  },
  240_000,
);
