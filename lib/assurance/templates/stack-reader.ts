import { decide } from './conditions';
import { Unresolved, type Resource, type TemplateResource, type Value } from './graph';
import type { LoadedStack } from './load';
import { resolve, resolveRecord } from './resolve';
import { entryOf, type Scope } from './scope';
import { unresolved } from './unresolved';

/** What lies outside a stack: the other stacks of its environment. */
export interface Surroundings {
  readonly imported: (name: string, into: LoadedStack) => Value;
  readonly output: (stackName: string, region: string, outputName: string) => Value;
  readonly mention: (resource: Resource) => void;
}

/** A resource whose properties are filled in once all resources exist, so that they can point at each other. */
type Shell = { -readonly [K in keyof Resource]: Resource[K] };

/** Reads one stack: its conditions, its resources, and what its expressions look up. */
export class StackReader implements Scope {
  private readonly shells = new Map<string, Shell>();
  private readonly conditions = new Map<string, boolean | Unresolved>();
  /** Conditions and properties that are being resolved: one met again is a cycle. */
  private readonly underWay = new Set<string>();

  constructor(
    readonly stack: LoadedStack,
    private readonly surroundings: Surroundings,
  ) {
    for (const logicalId of Object.keys(stack.template.Resources).toSorted()) {
      const raw = this.templateOf(logicalId);
      if (raw !== undefined && this.existence(raw) !== false) this.shells.set(logicalId, this.shellOf(logicalId, raw));
    }
  }

  /** The stack's resources, sorted by logical ID. */
  get resources(): readonly Resource[] {
    return [...this.shells.values()];
  }

  /**
   * Resolves a resource's properties. Where its condition can't be decided none of them is known, so that no check
   * takes what may not exist for granted.
   */
  fill(logicalId: string): void {
    const shell = this.shells.get(logicalId);
    const raw = this.templateOf(logicalId);
    if (shell === undefined || raw === undefined) return;
    const properties = resolveRecord(raw.Properties ?? {}, this);
    const holds = this.existence(raw);
    shell.properties = holds instanceof Unresolved ? Object.fromEntries(Object.keys(properties).map((name) => [name, holds])) : properties;
  }

  resource(logicalId: string): Resource | undefined {
    return this.shells.get(logicalId);
  }

  condition(name: string): boolean | Unresolved {
    const known = this.conditions.get(name);
    if (known !== undefined) return known;
    const raw = entryOf(this.stack.template.Conditions, name);
    const truth = this.once(`condition ${name}`, () => decide(raw, this), unresolved({ Condition: name }, 'depends on itself'));
    this.conditions.set(name, truth);
    return truth;
  }

  property(resource: Resource, name: string): Value | undefined {
    const raw = entryOf(this.templateOf(resource.logicalId)?.Properties, name);
    if (raw === undefined) return undefined;
    return this.once(`property ${resource.logicalId}.${name}`, () => resolve(raw, this), unresolved(raw, 'depends on itself'));
  }

  imported(name: string): Value {
    return this.surroundings.imported(name, this.stack);
  }

  output(stackName: string, region: string, outputName: string): Value {
    return this.surroundings.output(stackName, region, outputName);
  }

  mention(resource: Resource): void {
    this.surroundings.mention(resource);
  }

  private existence(raw: TemplateResource): boolean | Unresolved {
    return raw.Condition === undefined ? true : this.condition(raw.Condition);
  }

  private templateOf(logicalId: string): TemplateResource | undefined {
    const resources = this.stack.template.Resources;
    return Object.hasOwn(resources, logicalId) ? resources[logicalId] : undefined;
  }

  private shellOf(logicalId: string, raw: TemplateResource): Shell {
    const { name, account, region, origins } = this.stack;
    const { path, source } = origins.get(logicalId) ?? { path: `${name}/${logicalId}`, source: undefined };
    const deletionPolicy = literalPolicy(raw.DeletionPolicy);
    const updateReplacePolicy = literalPolicy(raw.UpdateReplacePolicy);
    return { stack: name, logicalId, type: raw.Type, properties: {}, deletionPolicy, updateReplacePolicy, path, source, account, region };
  }

  private once<T>(key: string, run: () => T, whenCircular: T): T {
    if (this.underWay.has(key)) return whenCircular;
    this.underWay.add(key);
    const result = run();
    this.underWay.delete(key);
    return result;
  }
}

/** A policy that is an expression (with a transform) isn't known, and so protects nothing. */
function literalPolicy(policy: unknown): string | undefined {
  return typeof policy === 'string' ? policy : undefined;
}
