import type { Resource, Unresolved, Value } from './graph';
import type { LoadedStack } from './load';

/** What an expression of one stack may look up. Everything answers `Unresolved` with a reason where it doesn't know. */
export interface Scope {
  readonly stack: LoadedStack;
  /** A resource of the stack; `undefined` when there is none or its condition is false. */
  readonly resource: (logicalId: string) => Resource | undefined;
  /** Whether a condition of the stack holds. */
  readonly condition: (name: string) => boolean | Unresolved;
  /** A property of a resource of the stack, resolved; `undefined` when it isn't set. */
  readonly property: (resource: Resource, name: string) => Value | undefined;
  /** The value of an export of any stack of the environment in the same account and region. */
  readonly imported: (name: string) => Value;
  /** The value of an output of a stack of the environment, by the stack's deployed name. */
  readonly output: (stackName: string, region: string, outputName: string) => Value;
  /** Called for each resource that an expression mentions, also where the expression can't be resolved. */
  readonly mention: (resource: Resource) => void;
}

/** An expression as it stands in the template: parsed JSON. */
export type Raw = unknown;

/** Whether a piece of a template is a map. */
export function isRawRecord(raw: Raw): raw is Readonly<Record<string, Raw>> {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}

/** The entry of a map, never one inherited from its prototype. */
export function entryOf(raw: Raw, name: string): Raw {
  return isRawRecord(raw) && Object.hasOwn(raw, name) ? raw[name] : undefined;
}

/** The entries of a list; none when it isn't one. */
export function rawListOf(raw: Raw): readonly Raw[] {
  return Array.isArray(raw) ? raw : [];
}
