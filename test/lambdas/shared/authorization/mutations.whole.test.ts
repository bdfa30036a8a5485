import { transformSync } from 'esbuild';
import { runInThisContext } from 'node:vm';
import { COMPILED_POLICIES } from '../../../../lambdas/shared/authorization/compiled-policies';
import { decide } from '../../../../lambdas/shared/authorization/decide';
import * as operators from '../../../../lambdas/shared/authorization/operators';
import type { CompiledPolicySet } from '../../../../lambdas/shared/authorization/policy-set';
import { compilePolicySet } from '../../../../lib/policies/compile-policy-set';
import { accessRequests } from '../../../support/access-requests';
import { cedarPolicySet, policiesOf } from '../../../support/cedar';
import { mutantsOf } from '../../../support/mutate-policy';

const SEED = 20_260_101;
/** Drawn as those that Cedar answers are, from the same seed: of its 100,000, these come first. */
const requests = [...accessRequests(SEED, 40_000)];
const answers = requests.map((request) => decide(COMPILED_POLICIES, COMPILED_POLICIES.hash, request).allowed);

/** What changes no answer, each with its reason. */
const EQUIVALENT: ReadonlySet<string> = new Set([]);

function load(text: string): CompiledPolicySet {
  const { code } = transformSync(text, { loader: 'ts', format: 'cjs' });
  const loaded = { exports: {} as { COMPILED_POLICIES: CompiledPolicySet } };
  const run = runInThisContext(`(module, exports, require) => {${code}\n}`) as (module: typeof loaded, exports: object, require: () => object) => void;
  run(loaded, loaded.exports, () => operators);
  return loaded.exports.COMPILED_POLICIES;
}

function isFound(set: CompiledPolicySet): boolean {
  return requests.some((request, index) => decide(set, set.hash, request).allowed !== answers[index]);
}

describe('a mistake in the compiled policies', () => {
  it('is found by the drawn requests, whichever it is', () => {
    const policies = policiesOf();
    const mutants = Object.entries(policies).flatMap(([id, policy]) => [...mutantsOf(id, policy)].map((mutant) => ({ id, ...mutant })));
    const missed = mutants.filter(({ id, policy }) => !isFound(load(compilePolicySet(cedarPolicySet(Object.values({ ...policies, [id]: policy }))))));
    expect(mutants.length).toBeGreaterThanOrEqual(50);
    expect(missed.map(({ what }) => what).filter((what) => !EQUIVALENT.has(what))).toEqual([]);
  });

  it('is none where there is none', () => {
    expect(isFound(load(compilePolicySet(cedarPolicySet())))).toBe(false);
  });
});
