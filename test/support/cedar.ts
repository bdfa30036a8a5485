import {
  policySetTextToParts,
  policyToJson,
  preparsePolicySet,
  preparseSchema,
  schemaToJson,
  statefulIsAuthorized,
  type EntityJson,
  type PolicyJson,
} from '@cedar-policy/cedar-wasm/nodejs';
import type { AccessRequest, PersonSubject, ServiceSubject } from '../../lambdas/shared/authorization/request';
import type { CedarAction, CedarPolicy, CedarPolicySet } from '../../lib/policies/cedar-json';
import { hashPolicyFiles, readPolicyFiles } from '../../lib/policies/policy-files';

const FILES = readPolicyFiles();
const NAMESPACE = 'Ringwall';
/** Of the schema. */
export const SCHEMA = FILES.get('schema.cedarschema') ?? '';
export const ROLES = JSON.parse(FILES.get('roles.json') ?? '{}') as Readonly<Record<string, readonly string[]>>;

/** The policies by their `@id`, as Cedar itself reads the files. */
export function policiesOf(files: ReadonlyMap<string, string> = FILES): Readonly<Record<string, PolicyJson>> {
  const text = [...files].flatMap(([name, content]) => (name.endsWith('.cedar') ? [content] : [])).join('\n');
  const parts = policySetTextToParts(text);
  if (parts.type === 'failure') throw new Error(JSON.stringify(parts.errors));
  if (parts.policy_templates.length > 0) throw new Error('A template has no meaning here.');
  return Object.fromEntries(parts.policies.map(policyFrom).map((policy) => [policy.annotations?.id ?? '', policy]));
}

/** One policy's text as Cedar's JSON. */
export function policyFrom(text: string): PolicyJson {
  const answer = policyToJson(text);
  if (answer.type === 'failure') throw new Error(JSON.stringify(answer.errors));
  return answer.json;
}

/** What the compiler is given. */
export function cedarPolicySet(policies: readonly PolicyJson[] = Object.values(policiesOf())): CedarPolicySet {
  const schema = schemaToJson(SCHEMA);
  if (schema.type === 'failure') throw new Error(JSON.stringify(schema.errors));
  const actions = schema.json[NAMESPACE]?.actions as Readonly<Record<string, CedarAction>>;
  return { namespace: NAMESPACE, hash: hashPolicyFiles(FILES), policies: policies as readonly CedarPolicy[], actions, roles: ROLES };
}

/** Cedar's own engine with our policies, parsed once. */
export function cedarEngine(): (request: AccessRequest) => { readonly allowed: boolean; readonly policies: readonly string[] } {
  const read = [preparseSchema('ringwall', SCHEMA), preparsePolicySet('ringwall', { staticPolicies: policiesOf() })];
  for (const answer of read) if (answer.type === 'failure') throw new Error(JSON.stringify(answer.errors));
  return (request) => {
    const answer = statefulIsAuthorized({ ...cedarRequest(request), preparsedSchemaName: 'ringwall', preparsedPolicySetId: 'ringwall', validateRequest: true });
    // What the schema doesn't allow to be asked is no request to Cedar, and a denial to us.
    if (answer.type === 'failure') return { allowed: false, policies: [] };
    const { decision, diagnostics } = answer.response;
    return { allowed: decision === 'allow' && diagnostics.errors.length === 0, policies: diagnostics.reason };
  };
}

/** A request in Cedar's form, with every entity that it speaks of. */
export function cedarRequest({ principal, action, resource, context }: AccessRequest) {
  const people = principal.type === 'Person' ? [person(principal)] : [service(principal), person(principal.creator)];
  const { type, ...attrs } = resource;
  const it = { uid: uid(type, 'it'), attrs, parents: [] };
  return {
    principal: uid(principal.type, principal.id),
    action: uid('Action', action),
    resource: it.uid,
    context: { ...context } as Record<string, never>,
    entities: [...people, it, ...HIERARCHY] as EntityJson[],
  };
}

const HIERARCHY = Object.entries(ROLES).map(([role, parents]) => ({
  uid: uid('Role', role),
  attrs: {},
  parents: parents.map((parent) => uid('Role', parent)),
}));

function uid(type: string, id: string) {
  return { type: `${NAMESPACE}::${type}`, id };
}

function person({ type, roles, ...attrs }: PersonSubject) {
  return { uid: uid(type, attrs.id), attrs, parents: roles.map((role) => uid('Role', role)) };
}

function service({ type, roles, creator, ...attrs }: ServiceSubject) {
  return { uid: uid(type, attrs.id), attrs: { ...attrs, creator: { __entity: uid('Person', creator.id) } }, parents: roles.map((role) => uid('Role', role)) };
}
