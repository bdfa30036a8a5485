import { COMPILED_POLICIES } from '../../../../lambdas/shared/authorization/compiled-policies';
import { decide } from '../../../../lambdas/shared/authorization/decide';
import type { AccessRequest } from '../../../../lambdas/shared/authorization/request';
import { everyGrant, everyKey, everyPerson } from '../../../support/access-domains';
import { accessRequests } from '../../../support/access-requests';
import { illTypedRequests } from '../../../support/ill-typed-requests';
import { cedarEngine, outcomeOf, slicedCedarEngine, type CedarEngine } from '../../../support/cedar';
import { proves } from '../../../support/proves';

const GENERATED = 100_000;
const ILL_TYPED = 10_000;
const SEED = 20_260_101;
const ours = (request: AccessRequest) => decide(COMPILED_POLICIES, COMPILED_POLICIES.hash, request);

/** Fails with the request where the answers differ in what they are, or how they came about; the deciding policy must be one that Cedar names. */
function compare(engine: CedarEngine, request: AccessRequest) {
  const cedar = engine(request);
  const decision = ours(request);
  if (outcomeOf(decision) !== cedar.outcome || (decision.policy !== undefined && !cedar.policies.includes(decision.policy)))
    throw new Error(`Cedar says ${JSON.stringify(cedar)}, we say ${JSON.stringify(decision)}: ${JSON.stringify(request)}`);
  return { cedar, decision };
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
    for (const request of accessRequests(SEED, GENERATED)) if (compare(sliced, request).decision.allowed) allowed++;
    expect(allowed / GENERATED).toBeGreaterThanOrEqual(0.3);
  },
  240_000,
);

proves(
  { control: 'AZN-4', part: 'decisions', evidence: 'in-process' },
  'where Cedar has an error in a policy, and there alone, the answer is an error and a denial, also where Cedar allows without that policy; 10,000 drawn requests with ill-typed attributes',
  () => {
    const sliced = slicedCedarEngine();
    const seen = { error: 0, allowedByCedar: 0, permitted: 0, forbidden: 0 };
    for (const request of illTypedRequests(SEED, ILL_TYPED)) {
      const { cedar, decision } = compare(sliced, request);
      if (cedar.outcome === 'error') {
        if (decision.allowed || decision.policy !== undefined) throw new Error(`allowed, or by a policy, in spite of an error: ${JSON.stringify(request)}`);
        seen.error++;
        if (cedar.allows) seen.allowedByCedar++;
      } else if (decision.allowed) seen.permitted++;
      else if (decision.policy !== undefined) seen.forbidden++;
    }
    for (const [kind, count] of Object.entries(seen)) expect([kind, count >= 200]).toEqual([kind, true]);
  },
  240_000,
);
