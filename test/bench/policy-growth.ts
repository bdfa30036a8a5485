import { buildSync } from 'esbuild';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { decide } from '../../lambdas/shared/authorization/decide';
import type { CompiledPolicySet } from '../../lambdas/shared/authorization/policy-set';
import type { CedarAction, CedarPolicy, CedarPolicySet } from '../../lib/policies/cedar-json';
import { compilePolicySet } from '../../lib/policies/compile-policy-set';
import { CALM, someone } from '../support/access-requests';
import { policyFrom } from '../../lib/policies/cedar-files';
import { median, secondsOf, type Figure } from './figure';

const AUTHORIZATION = resolve(__dirname, '../../lambdas/shared/authorization');
/** An exponent of 1 is linear and 2 is quadratic; between 10 and 1,000, caches of the processor add to it. */
const LINEAR = 1.25;
const ROUNDS = 15;
const SECONDS_A_ROUND = 0.02;
const POLICIES = [10, 100, 1000];
const ROLES = [5, 50, 500];
/** What an application's actions have each: a thousand policies are then those of a hundred actions. */
const POLICIES_AN_ACTION = 10;

interface Shape {
  readonly policies: number;
  readonly roles: number;
  readonly actions: number;
}

/**
 * What one decision costs as a set grows, where no policy permits, so that all of the action are asked: policies over as many more
 * actions, all for one action, and roles in one line of inheritance, where the person has the last.
 */
export function policyGrowthFigures(): Figure[] {
  const spread = POLICIES.map((policies) => ({ policies, roles: 5, actions: policies / POLICIES_AN_ACTION }));
  const heaped = POLICIES.map((policies) => ({ policies, roles: 5, actions: 1 }));
  const inherited = ROLES.map((roles) => ({ policies: POLICIES_AN_ACTION, roles, actions: 1 }));
  return [
    ...curve('policies over more actions', ({ policies }) => policies, spread),
    ...curve('policies of one action', ({ policies }) => policies, heaped),
    ...curve('roles', ({ roles }) => roles, inherited),
  ];
}

function curve(name: string, sizeOf: (shape: Shape) => number, shapes: readonly Shape[]): Figure[] {
  const rounds = roundsOf(shapes.map(deciding));
  const rows = shapes.map((shape, index) => ({
    name: `a decision, ${String(sizeOf(shape))} ${name}`,
    value: Math.min(...rounds.map((costs) => costs[index] ?? Number.NaN)),
    unit: 'µs',
    met: true,
  }));
  const exponent = median(rounds.map((costs) => exponentOf(shapes.map(sizeOf), costs)));
  return [...rows, { name: `growth by ${name}`, value: exponent, unit: 'exp', goal: `at most ${String(LINEAR)}, linear`, met: exponent <= LINEAR }];
}

/** Between the smallest and the largest. */
function exponentOf(sizes: readonly number[], costs: readonly number[]): number {
  const times = (values: readonly number[]): number => (values.at(-1) ?? Number.NaN) / (values.at(0) ?? Number.NaN);
  return Math.log(times(costs)) / Math.log(times(sizes));
}

/**
 * What a call costs in each round, in microseconds. Those of one round are measured one after the other, at the same load of the machine:
 * beside busy neighbours, the growth between each one's best of all rounds was between 1.16 and 1.47 in six runs of the same code, and
 * the middle of the growths within a round between 1.01 and 1.11.
 */
function roundsOf(calls: readonly (() => unknown)[]): readonly (readonly number[])[] {
  return Array.from({ length: ROUNDS }, () => calls.map(averageOf));
}

function averageOf(call: () => unknown): number {
  let [calls, seconds] = [0, 0];
  while (seconds < SECONDS_A_ROUND) {
    seconds += secondsOf(() => {
      for (let turn = 0; turn < 20; turn++) call();
    });
    calls += 20;
  }
  return (seconds * 1e6) / calls;
}

function deciding(shape: Shape): () => unknown {
  const set = compiled(policySet(shape));
  const request = {
    principal: someone({ roles: [roleName(shape.roles - 1)] }),
    action: actionName(0),
    resource: { type: 'Document', tenant: 'acme', creator: 'account/bob' } as const,
    context: CALM,
  };
  const answer = decide(set, set.hash, request);
  if (answer.reason !== 'no-permit') throw new Error(`All policies are to be asked, and the answer is ${answer.reason}.`);
  return () => decide(set, set.hash, request);
}

/** Role 0 inherits from 1, 1 from 2, and so on; each policy names a role, an action and the creator. */
function policySet({ policies, roles, actions }: Shape): CedarPolicySet {
  const appliesTo = { principalTypes: ['Person'], resourceTypes: ['Document'] };
  const names = Array.from({ length: actions }, (_, index) => [actionName(index), { appliesTo }] as const);
  const line = Array.from({ length: roles }, (_, index) => [roleName(index), index + 1 < roles ? [roleName(index + 1)] : []] as const);
  return {
    namespace: 'Ringwall',
    hash: 'growth',
    policies: Array.from({ length: policies }, (_, index) => policy(index, roleName(index % roles), actionName(index % actions))),
    actions: Object.fromEntries<CedarAction>(names),
    references: [],
    roles: Object.fromEntries<readonly string[]>(line),
  };
}

function policy(index: number, role: string, action: string): CedarPolicy {
  return policyFrom(
    `@id("p-${String(index)}") permit (principal is Ringwall::Person in Ringwall::Role::"${role}", action == Ringwall::Action::"${action}", resource) when { resource.creator == principal.id };`,
  );
}

function roleName(index: number): string {
  return `ROLE_${String(index)}`;
}

function actionName(index: number): string {
  return `things-${String(index)}:read`;
}

/** Through our compiler, and loaded as a function's bundle is. */
function compiled(set: CedarPolicySet): CompiledPolicySet {
  const folder = mkdtempSync(join(tmpdir(), 'growth-'));
  try {
    const [entry, outfile] = [join(folder, 'policies.ts'), join(folder, 'policies.js')];
    writeFileSync(entry, compilePolicySet(set).replace("'./operators'", JSON.stringify(join(AUTHORIZATION, 'operators'))));
    buildSync({ entryPoints: [entry], outfile, bundle: true, minify: true, platform: 'node', format: 'cjs', logLevel: 'error' });
    return (createRequire(__filename)(outfile) as { COMPILED_POLICIES: CompiledPolicySet }).COMPILED_POLICIES;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
