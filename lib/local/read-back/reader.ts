import type { EnvironmentGraph, Resource, Value } from '../../assurance/templates/graph';
import type { Clients } from '../emulator/clients';
import type { Json, JsonRecord } from './json';

/** What is read of one resource. */
export interface ReadTarget {
  /** As `Ref` gives it. */
  readonly id: string;
  /** Its properties as they must stand in the deployment. */
  readonly asked: JsonRecord;
}

/** How the properties of one type are read back. */
export interface Reader {
  /** Asks the API, and answers with properties in the words of the template. What it doesn't answer counts as dropped. */
  readonly read: (target: ReadTarget, clients: Clients) => Promise<JsonRecord>;
  /** Properties that no API answers with, or that protect nothing, with the reason. */
  readonly unread?: Readonly<Record<string, string>>;
  /**
   * The properties to ask for, where they aren't just the resource's own.
   * @default - the resource's own
   */
  readonly properties?: (resource: Resource, graph: EnvironmentGraph) => Readonly<Record<string, Value>>;
}

/** A text of the asked properties. */
export function textOf(asked: JsonRecord, name: string): string {
  const value = asked[name];
  if (typeof value !== 'string') throw new TypeError(`${name} is no text`);
  return value;
}

/** Parses a document that an API answers as text. */
export function parseDocument(text: string | undefined): Json | undefined {
  return text === undefined ? undefined : (JSON.parse(text) as Json);
}

/** An answer of the SDK as JSON, with its fields renamed to the template's. */
export function toJson(value: unknown, names: Readonly<Record<string, string>> = {}): Json | undefined {
  if (value === undefined) return undefined;
  if (Array.isArray(value)) return value.map((entry) => toJson(entry, names) ?? null);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, entry]) => [names[name] ?? name, toJson(entry, names)]));
  }
  return value as Json;
}
