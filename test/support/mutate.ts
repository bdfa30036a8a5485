/** A template that a test may break. */
export interface MutableTemplate {
  Resources: Record<string, MutableResource>;
  [section: string]: unknown;
}

/** A resource that a test may break; properties are as in the template. */
export interface MutableResource {
  Type: string;
  Properties?: Record<string, unknown>;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
}

/**
 * The logical IDs of a type's resources, sorted.
 * @throws when there is none: a test that breaks nothing proves nothing
 */
export function findByType(
  template: MutableTemplate,
  type: string,
  predicate: (resource: MutableResource, logicalId: string) => boolean = () => true,
): readonly [string, ...string[]] {
  const entries = Object.entries(template.Resources).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const [first, ...rest] = entries.filter(([logicalId, resource]) => resource.Type === type && predicate(resource, logicalId)).map(([logicalId]) => logicalId);
  if (first === undefined) throw new Error(`the template has no such ${type}`);
  return [first, ...rest];
}

/** The first resource of a type that fits; throws when there is none. */
export function firstOf(template: MutableTemplate, type: string, predicate?: (resource: MutableResource, logicalId: string) => boolean): MutableResource {
  return template.Resources[findByType(template, type, predicate)[0]]!;
}

/** Sets the value at a dotted path of a resource's properties; throws when a step before the last isn't there. */
export function put(resource: MutableResource, path: string, value: unknown): void {
  const { parent, name } = locate(resource, path);
  parent[name] = value;
}

/** Removes what lies at a dotted path of a resource's properties; throws when it isn't there. */
export function drop(resource: MutableResource, path: string): void {
  const { parent, name } = locate(resource, path);
  if (!(name in parent)) throw new Error(`${resource.Type} has no ${path} to drop`);
  if (Array.isArray(parent)) parent.splice(Number(name), 1);
  else Reflect.deleteProperty(parent, name);
}

/** Removes the first resource of a type; throws when there is none. */
export function dropResource(template: MutableTemplate, type: string): void {
  Reflect.deleteProperty(template.Resources, findByType(template, type)[0]);
}

/** What lies at a dotted path of a resource's properties. */
export function valueAt(resource: MutableResource, path: string): unknown {
  const { parent, name } = locate(resource, path);
  return parent[name];
}

function locate(resource: MutableResource, path: string): { readonly parent: Record<string, unknown>; readonly name: string } {
  const steps = path.split('.');
  const name = steps.pop() ?? '';
  resource.Properties ??= {};
  let parent: unknown = resource.Properties;
  for (const step of steps) parent = isObject(parent) ? parent[step] : undefined;
  if (!isObject(parent)) throw new Error(`${resource.Type} has nothing at ${steps.join('.')}`);
  return { parent, name };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
