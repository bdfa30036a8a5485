import type { CedarAction, CedarPolicySet, EntityReference } from './cedar-json';
import { NotCompilableError } from './errors';

/** The names of a policy set, as one of its policies uses them. */
export interface Names {
  readonly policy: string;
  readonly set: CedarPolicySet;
}

/** A type without the namespace. @throws {NotCompilableError} for one of another namespace */
export function typeName({ policy, set }: Names, type: string): string {
  const prefix = `${set.namespace}::`;
  if (!type.startsWith(prefix)) throw new NotCompilableError(policy, `${type} isn't of the namespace ${set.namespace}`, 'Write it out.');
  return type.slice(prefix.length);
}

/** The ID of an entity of the wanted type. @throws {NotCompilableError} for anything else, such as a template's slot */
export function entityId(names: Names, type: 'Action' | 'Role', entity: unknown): string {
  const found = referenceIn(entity);
  if (found === undefined || typeName(names, found.type) !== type)
    throw new NotCompilableError(names.policy, `an entity of the type ${type} is wanted, and there is another`, 'Compare attributes instead.');
  return found.id;
}

/** A role, and all that inherit from it. @throws {NotCompilableError} for a role that the hierarchy doesn't have */
export function rolesUpFrom({ policy, set }: Names, role: string): readonly string[] {
  if (!Object.hasOwn(set.roles, role)) throw new NotCompilableError(policy, `there is no role ${role}`, `Roles: ${Object.keys(set.roles).join(', ')}.`);
  return Object.keys(set.roles).filter((other) => inheritsFrom(set.roles, other, role));
}

/** The actions that stand for requests among an action or group and all below it. @throws {NotCompilableError} for an unknown action */
export function actionsBelow({ policy, set }: Names, action: string): readonly string[] {
  if (!Object.hasOwn(set.actions, action)) throw new NotCompilableError(policy, `there is no action ${action}`, 'Add it to the schema.');
  const parents = Object.fromEntries(Object.entries(set.actions).map(([name, { memberOf = [] }]) => [name, memberOf.map(({ id }) => id)]));
  return Object.keys(set.actions).filter((other) => isAskedFor(set.actions[other]) && inheritsFrom(parents, other, action));
}

/** Whether an action stands for requests, and isn't a group alone. */
export function isAskedFor(action: CedarAction | undefined): boolean {
  const { principalTypes = [], resourceTypes = [] } = action?.appliesTo ?? {};
  return principalTypes.length > 0 && resourceTypes.length > 0;
}

/** Whether an attribute holds an entity, by the types that the schema has for what it is read from. */
export function mayBeEntity({ set }: Names, { left, attr }: { readonly left?: unknown; readonly attr?: unknown }): boolean {
  const variable = (left as { readonly Var?: unknown }).Var;
  const asked = Object.values(set.actions).flatMap(({ appliesTo }) => (variable === 'principal' ? appliesTo?.principalTypes : appliesTo?.resourceTypes) ?? []);
  const isOf = variable === 'principal' || variable === 'resource' ? (type: string) => asked.includes(type) : () => true;
  return set.references.some(({ type, attribute }) => attribute === attr && isOf(type));
}

function inheritsFrom(parents: Readonly<Record<string, readonly string[]>>, one: string, other: string): boolean {
  return one === other || (parents[one] ?? []).some((parent) => inheritsFrom(parents, parent, other));
}

function referenceIn(entity: unknown): EntityReference | undefined {
  const found = typeof entity === 'object' && entity !== null && '__entity' in entity ? entity.__entity : entity;
  return isReference(found) ? found : undefined;
}

function isReference(value: unknown): value is EntityReference {
  return typeof value === 'object' && value !== null && 'type' in value && 'id' in value && typeof value.type === 'string' && typeof value.id === 'string';
}
