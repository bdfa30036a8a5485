import { createMongoAbility, subject, type RawRuleOf, type MongoAbility } from '@casl/ability';
import { newEnforcer, newModelFromString, StringAdapter } from 'casbin';
import { COMPILED_POLICIES } from '../../lambdas/shared/authorization/compiled-policies';
import { decide } from '../../lambdas/shared/authorization/decide';
import type { AccessRequest } from '../../lambdas/shared/authorization/request';
import { ROLES } from '../support/access-requests';
import { median, secondsOf, type Figure } from './figure';
import { cedarAnswers, questions, rightsBy, type Answer, type Right } from './matrix';
import { opaAnswers } from './opa/opa-answers';

const RUNS = 5;
const SECONDS_EACH = 0.2;

/**
 * The matrix of roles, which is as much as these libraries say without code of one's own: people without grants, in calm
 * circumstances. Each is given the rights that Cedar's engine finds, and must answer every question as it does before it is timed.
 */
export async function matrixPeerFigures(): Promise<Figure[]> {
  const asCedar = cedarAnswers();
  const requests = questions();
  const rights = rightsBy(asCedar);
  const ours: Answer = (request) => decide(COMPILED_POLICIES, COMPILED_POLICIES.hash, request).allowed;
  const peers: Readonly<Record<string, Answer>> = {
    'cedar-wasm': asCedar,
    '@casl/ability': caslAnswers(rights),
    casbin: await casbinAnswers(rights),
    'opa-wasm': await opaAnswers(rights),
  };
  for (const [name, answer] of Object.entries({ ours, ...peers })) assertEqual(name, requests, answer, asCedar);
  rate(requests, ours);
  return Object.entries(peers).map(([peer, answer]) => {
    const runs = Array.from({ length: RUNS }, () => ({ own: rate(requests, ours), peer: rate(requests, answer) }));
    const ratio = median(runs.map((run) => run.own / run.peer));
    return { name: `matrix of roles, against ${peer}`, value: median(runs.map(({ own }) => own)), unit: '1/s', ratio, peer, goal: 'more', met: ratio > 1 };
  });
}

/** One ability a role, made before, which a server would make for each request or keep for each person. */
function caslAnswers(rights: readonly Right[]): Answer {
  const rulesOf = (role: string): RawRuleOf<MongoAbility>[] =>
    rights
      .filter((right) => right.role === role)
      .map(({ action, scope }) => ({ action, subject: 'Thing', conditions: { tenant: 'acme', ...(scope === 'own' ? { creator: 'account/ann' } : {}) } }));
  const abilities = new Map(ROLES.map((role) => [role, createMongoAbility(rulesOf(role))]));
  return ({ principal, action, resource }) => abilities.get(principal.roles[0] ?? '')?.can(action, subject('Thing', { ...resource })) ?? false;
}

const MODEL = `
[request_definition]
r = sub, act, obj
[policy_definition]
p = role, act, scope
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = r.sub.role == p.role && r.act == p.act && r.obj.tenant == r.sub.tenant && (p.scope == "all" || r.obj.creator == r.sub.id)
`;

async function casbinAnswers(rights: readonly Right[]): Promise<Answer> {
  const lines = rights.map(({ role, action, scope }) => `p, ${role}, ${action}, ${scope}`).join('\n');
  const enforcer = await newEnforcer(newModelFromString(MODEL), new StringAdapter(lines));
  return ({ principal: { id, tenant, roles }, action, resource }) => enforcer.enforceSync({ id, tenant, role: roles[0] }, action, resource);
}

function assertEqual(name: string, requests: readonly AccessRequest[], answer: Answer, expected: Answer): void {
  const other = requests.find((request) => answer(request) !== expected(request));
  if (other !== undefined) throw new Error(`${name} answers another way than Cedar: ${JSON.stringify(other)}`);
}

function rate(requests: readonly AccessRequest[], answer: Answer): number {
  let [asked, seconds] = [0, 0];
  while (seconds < SECONDS_EACH) {
    seconds += secondsOf(() => {
      for (const request of requests) answer(request);
    });
    asked += requests.length;
  }
  return asked / seconds;
}
