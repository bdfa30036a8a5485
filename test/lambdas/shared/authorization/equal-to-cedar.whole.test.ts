import { COMPILED_POLICIES } from '../../../../lambdas/shared/authorization/compiled-policies';
import { decide } from '../../../../lambdas/shared/authorization/decide';
import type { AccessRequest } from '../../../../lambdas/shared/authorization/request';
import { accessRequests, ACTIONS, CALM, resourceOf, ROLES, someKey, someone } from '../../../support/access-requests';
import { cedarEngine, slicedCedarEngine, type CedarEngine } from '../../../support/cedar';
import { proves } from '../../../support/proves';

const GENERATED = 100_000;
const SEED = 20_260_101;
const ours = (request: AccessRequest) => decide(COMPILED_POLICIES, COMPILED_POLICIES.hash, request);

/** Fails with the request where the answers differ; the deciding policy must be one that Cedar names as well. */
function compare(engine: CedarEngine, request: AccessRequest): boolean {
  const cedar = engine(request);
  const { allowed, policy } = ours(request);
  if (allowed !== cedar.allowed || (policy !== undefined && !cedar.policies.includes(policy)))
    throw new Error(`Cedar says ${JSON.stringify(cedar)}, we say ${JSON.stringify(ours(request))}: ${JSON.stringify(request)}`);
  return allowed;
}

/** Every role, action, ownership and tenant, in calm and in unknown circumstances, with and without leave to enter the tenant. */
function* everyPerson(): Generator<AccessRequest> {
  const { now, minute } = CALM;
  const entry = { account: 'account/ann', tenant: 'other', expiresAt: now + 1 };
  for (const roles of [...ROLES, 'nobody'].map((role) => [role]).concat([[]]))
    for (const action of ACTIONS)
      for (const creator of ['account/ann', 'account/bob'])
        for (const tenant of ['acme', 'other'])
          for (const context of [CALM, { now, minute }, { ...CALM, breakGlass: entry }, { now, minute, breakGlass: entry }])
            yield { principal: someone({ roles }), action, resource: resourceOf(action, creator, tenant), context };
}

/** Every set of the scopes that mean something, made by every role. */
function* everyKey(): Generator<AccessRequest> {
  const scopes = ['documents:create', 'documents:read', 'documents:update', 'read:all'];
  for (let mask = 0; mask < 2 ** scopes.length; mask++)
    for (const role of ROLES)
      for (const action of ACTIONS)
        for (const creator of ['api-key/k1', 'account/olga'])
          for (const tenant of ['acme', 'other']) {
            const principal = someKey({
              scopes: scopes.filter((_, bit) => (mask & (1 << bit)) !== 0),
              creator: someone({ id: 'account/olga', roles: [role] }),
            });
            yield { principal, action, resource: resourceOf(action, creator, tenant), context: CALM };
          }
}

proves(
  { control: 'AZN-4', part: 'decisions', evidence: 'in-process' },
  "the compiled policies decide as Cedar's own engine: every request of the small domains, and 100,000 drawn ones",
  () => {
    const small = [...everyPerson(), ...everyKey()];
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
