import type { PolicyJson } from '@cedar-policy/cedar-wasm/nodejs';
import { transformSync } from 'esbuild';
import { runInThisContext } from 'node:vm';
import { COMPILED_POLICIES } from '../../../../lambdas/shared/authorization/compiled-policies';
import { decide } from '../../../../lambdas/shared/authorization/decide';
import * as operators from '../../../../lambdas/shared/authorization/operators';
import type { CompiledPolicySet } from '../../../../lambdas/shared/authorization/policy-set';
import type { AccessRequest } from '../../../../lambdas/shared/authorization/request';
import { compilePolicy } from '../../../../lib/policies/compile-policy';
import { compilePolicySet } from '../../../../lib/policies/compile-policy-set';
import { everyGrant, everyKey, everyPerson } from '../../../support/access-domains';
import { accessRequests } from '../../../support/access-requests';
import { cedarPolicySet, outcomeOf, policiesOf } from '../../../support/cedar';
import { mutantsOf } from '../../../support/mutate-policy';

const SEED = 20_260_101;
const policies = policiesOf();
/** Cedar reads the schema for it, which is the same for each mistake. */
const WHOLE = cedarPolicySet();
const answer = (set: CompiledPolicySet, request: AccessRequest) => outcomeOf(decide(set, set.hash, request));
/** Of the requests that Cedar answers too, in equal-to-cedar: its small domains, and the first of those drawn from the same seed. By action. */
const all = [...everyPerson(), ...everyKey(), ...everyGrant(), ...accessRequests(SEED, 60_000)].map((request) => ({
  request,
  outcome: answer(COMPILED_POLICIES, request),
}));
const requests = new Map([...COMPILED_POLICIES.actions.keys()].map((action) => [action, all.filter(({ request }) => request.action === action)]));

/** What changes no answer, each with its reason. */
const EQUIVALENT: readonly (readonly [mistake: RegExp, because: string])[] = [[/^outside-hours: for every principal$/, 'persons alone have hours']];

function load(text: string): CompiledPolicySet {
  const { code } = transformSync(text, { loader: 'ts', format: 'cjs' });
  const loaded = { exports: {} as { COMPILED_POLICIES: CompiledPolicySet } };
  const run = runInThisContext(`(module, exports, require) => {${code}\n}`) as (module: typeof loaded, exports: object, require: () => object) => void;
  run(loaded, loaded.exports, () => operators);
  return loaded.exports.COMPILED_POLICIES;
}

function isFound(set: CompiledPolicySet, actions: readonly string[]): boolean {
  return actions.some((action) => requests.get(action)?.some(({ request, outcome }) => answer(set, request) !== outcome));
}

/** The set with another policy in the place of one, and the actions that it is asked for. */
function mutated(id: string, policy: PolicyJson): readonly [CompiledPolicySet, readonly string[]] {
  const set = { ...WHOLE, policies: Object.values({ ...policies, [id]: policy }) };
  return [load(compilePolicySet(set)), compilePolicy(set, policy).actions];
}

describe('a mistake in the compiled policies', () => {
  it('is found by the requests that Cedar answers, whichever it is', () => {
    const mutants = Object.entries(policies).flatMap(([id, policy]) => [...mutantsOf(id, policy)].map((mutant) => ({ id, ...mutant })));
    const missed = mutants.filter(({ id, policy }) => !isFound(...mutated(id, policy))).map(({ what }) => what);
    expect(mutants.length - missed.length).toBeGreaterThanOrEqual(50);
    expect(missed.filter((what) => !EQUIVALENT.some(([mistake]) => mistake.test(what)))).toEqual([]);
    expect(EQUIVALENT.filter(([mistake]) => !missed.some((what) => mistake.test(what)))).toEqual([]);
  });

  it('is none where there is none', () => {
    expect(isFound(load(compilePolicySet(WHOLE)), [...requests.keys()])).toBe(false);
  });
});
