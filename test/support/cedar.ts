import {
  getValidRequestEnvsPolicy,
  preparsePolicySet,
  preparseSchema,
  statefulIsAuthorized,
  type Context,
  type EntityJson,
  type PolicyJson,
} from '@cedar-policy/cedar-wasm/nodejs';
import type { Decision } from '../../lambdas/shared/authorization/decide';
import type { AccessRequest, PersonSubject, ServiceSubject } from '../../lambdas/shared/authorization/request';
import { cedarPolicySet as policySet, policiesOf as readPolicies } from '../../lib/policies/cedar-files';
import type { CedarAction, CedarPolicySet } from '../../lib/policies/cedar-json';
import { schemaOf } from '../../lib/policies/guest-policies';
import { readPolicyFiles } from '../../lib/policies/policy-files';

const FILES = readPolicyFiles();
const NAMESPACE = 'Ringwall';
/** Of the schema. */
export const SCHEMA = schemaOf(FILES);
const ROLES = JSON.parse(FILES.get('roles.json') ?? '{}') as Readonly<Record<string, readonly string[]>>;

/** The policies by their `@id`, as Cedar itself reads the files. */
export function policiesOf(files: ReadonlyMap<string, string> = FILES): Readonly<Record<string, PolicyJson>> {
  return readPolicies(files);
}

/** What the compiler is given. */
export function cedarPolicySet(policies?: readonly PolicyJson[]): CedarPolicySet {
  return policySet(FILES, policies);
}

/** How an answer came about; an error in any policy is a denial to us. */
export type Outcome = 'error' | 'forbidden' | 'no-permit' | 'permitted';

/** Answers as Cedar does; with whether it allows, which it may do in spite of an error. */
export type CedarEngine = (request: AccessRequest) => { readonly outcome: Outcome; readonly policies: readonly string[]; readonly allows: boolean };

/** Cedar's own engine with our policies, parsed once. */
export function cedarEngine(): CedarEngine {
  prepare('all', policiesOf());
  return (request) => ask('all', request, { preparsedSchemaName: 'ringwall', validateRequest: true });
}

/**
 * The same several times as fast: for each action, those policies only that Cedar itself says can apply to it, and without the
 * schema where Cedar says that the action is for such principals and resources. Whatever else is asked, the whole engine answers.
 */
export function slicedCedarEngine(): CedarEngine {
  const whole = cedarEngine();
  const policies = Object.entries(policiesOf());
  const applies = new Map(policies.map(([id, policy]) => [id, actionsOf(policy)]));
  const slices = new Set([...applies.values()].flat());
  for (const action of slices) prepare(action, Object.fromEntries(policies.filter(([id]) => applies.get(id)?.includes(action))));
  const { actions } = cedarPolicySet();
  return (request) => {
    const { principalTypes = [], resourceTypes = [] } = slices.has(request.action) ? (actions[request.action]?.appliesTo ?? {}) : {};
    const isMeant = principalTypes.includes(request.principal.type) && resourceTypes.includes(request.resource.type);
    return isMeant ? ask(request.action, request, {}, [groupsOf(actions, request.action)]) : whole(request);
  };
}

/** An action with the groups that it is in, which Cedar has from the schema where it is given one. */
function groupsOf(actions: Readonly<Record<string, CedarAction>>, action: string): EntityJson {
  return { uid: uid('Action', action), attrs: {}, parents: (actions[action]?.memberOf ?? []).map(({ id }) => uid('Action', id)) };
}

function actionsOf(policy: PolicyJson): readonly string[] {
  const answer = getValidRequestEnvsPolicy(policy, SCHEMA);
  if (answer.type === 'failure') throw new Error(answer.error);
  return answer.actions.map((action) => action.replace(/^.*::"(.*)"$/, '$1'));
}

function prepare(name: string, staticPolicies: Readonly<Record<string, PolicyJson>>): void {
  for (const answer of [preparseSchema('ringwall', SCHEMA), preparsePolicySet(name, { staticPolicies })])
    if (answer.type === 'failure') throw new Error(JSON.stringify(answer.errors));
}

/** What the schema doesn't allow to be asked is no request to Cedar, and a denial to us. Where no schema is asked, no failure is an answer. */
function ask(preparsedPolicySetId: string, request: AccessRequest, schema: object, more: readonly EntityJson[] = []): ReturnType<CedarEngine> {
  const { entities, ...asked } = cedarRequest(request);
  const answer = statefulIsAuthorized({ ...asked, entities: [...entities, ...more], preparsedPolicySetId, ...schema });
  if (answer.type === 'failure') {
    if (!('validateRequest' in schema)) throw new Error(`Cedar can't answer: ${answer.errors.map(({ message }) => message).join('; ')}`);
    return { outcome: 'no-permit', policies: [], allows: false };
  }
  const { decision, diagnostics } = answer.response;
  const allows = decision === 'allow';
  if (diagnostics.errors.length > 0) return { outcome: 'error', policies: diagnostics.reason, allows };
  const denied = diagnostics.reason.length > 0 ? 'forbidden' : 'no-permit';
  return { outcome: allows ? 'permitted' : denied, policies: diagnostics.reason, allows };
}

/** Ours, in the same words. */
export function outcomeOf({ allowed, policy, reason }: Decision): Outcome {
  if (reason === 'error') return 'error';
  if (policy === undefined) return 'no-permit';
  return allowed ? 'permitted' : 'forbidden';
}

/** A request in Cedar's form, with every entity that it speaks of. */
function cedarRequest({ principal, action, resource, context }: AccessRequest) {
  const people = principal.type === 'Person' ? [person(principal)] : [service(principal), person(principal.creator)];
  const { type, ...attrs } = resource;
  const it = { uid: uid(type, 'it'), attrs, parents: [] };
  return {
    principal: uid(principal.type, principal.id),
    action: uid('Action', action),
    resource: it.uid,
    context: JSON.parse(JSON.stringify(context)) as Context,
    entities: [...people, it, ...rolesAbove(people)] as EntityJson[],
  };
}

/** Each role that somebody can be in, with its parents: Cedar follows them itself. */
function rolesAbove(people: readonly { readonly parents: readonly { readonly id: string }[] }[]) {
  const found = new Set(people.flatMap(({ parents }) => parents.map(({ id }) => id)));
  for (const role of found) for (const parent of ROLES[role] ?? []) found.add(parent);
  return [...found].map((role) => ({ uid: uid('Role', role), attrs: {}, parents: (ROLES[role] ?? []).map((parent) => uid('Role', parent)) }));
}

function uid(type: string, id: string) {
  return { type: `${NAMESPACE}::${type}`, id };
}

function person({ type, roles, ...attrs }: PersonSubject) {
  return { uid: uid(type, attrs.id), attrs, parents: roles.map((role) => uid('Role', role)) };
}

function service({ type, roles, creator, ...attrs }: ServiceSubject) {
  return { uid: uid(type, attrs.id), attrs: { ...attrs, creator: { __entity: uid('Person', creator.id) } }, parents: roles.map((role) => uid('Role', role)) };
}
