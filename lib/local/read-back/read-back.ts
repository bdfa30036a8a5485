import type { EnvironmentGraph, Resource } from '../../assurance/templates/graph';
import type { Clients } from '../emulator/clients';
import type { Standing } from '../standing';
import { concrete, type Names } from './concrete';
import { covers } from './covers';
import type { Json, JsonRecord } from './json';
import { readers } from './readers/all';

/** One property of one resource: what the template asks for, and what the API answered. */
export interface ReadBackRow {
  readonly type: string;
  /** Construct path, such as `foundation/LogArchive/AuditOneYear/Resource`. */
  readonly path: string;
  readonly property: string;
  /** `held`: read back as asked. `dropped`: not there, or otherwise. `unread`: no API answers with it, for the reason given. */
  readonly outcome: 'held' | 'dropped' | 'unread';
  readonly asked: Json | undefined;
  readonly found: Json | undefined;
  /** Why, where it isn't held. */
  readonly reason: string | undefined;
}

/** What was read back of a deployment. */
export interface ReadBack {
  readonly rows: readonly ReadBackRow[];
  /** How many resources are of types that are only recorded, by type: nothing of them was read back. */
  readonly recorded: ReadonlyMap<string, number>;
}

/** Names of things and what nothing depends on. */
const PROTECTS_NOTHING: Readonly<Record<string, string>> = { Tags: 'a tag protects nothing; a check judges them in the templates' };

/** Reads back every property that the templates ask for, of every deployed resource that isn't only recorded. */
export async function readBack(graph: EnvironmentGraph, names: Names, clients: Clients, standings: ReadonlyMap<string, Standing>): Promise<ReadBack> {
  const rows: ReadBackRow[] = [];
  const recorded = new Map<string, number>();
  for (const resource of graph.resources) {
    if (standings.get(resource.type) === 'recorded') recorded.set(resource.type, (recorded.get(resource.type) ?? 0) + 1);
    else rows.push(...(await readOne(resource, graph, names, clients)));
  }
  return { rows, recorded };
}

async function readOne(resource: Resource, graph: EnvironmentGraph, names: Names, clients: Clients): Promise<ReadBackRow[]> {
  const row = (property: string, outcome: ReadBackRow['outcome'], more: Partial<ReadBackRow> = {}): ReadBackRow => ({
    type: resource.type,
    path: resource.path,
    property,
    outcome,
    asked: undefined,
    found: undefined,
    reason: undefined,
    ...more,
  });
  const reader = readers.get(resource.type);
  const id = names.ids.get(resource);
  if (reader === undefined) return [row('*', 'dropped', { reason: 'nobody reads this type back' })];
  if (id === undefined) return [row('*', 'dropped', { reason: 'the stack holds no such resource' })];
  const unread = { ...PROTECTS_NOTHING, ...reader.unread };
  const properties = reader.properties?.(resource, graph) ?? resource.properties;
  try {
    const asked = Object.fromEntries(
      Object.entries(properties)
        .filter(([name]) => !(name in unread))
        .map(([name, value]) => [name, concrete(value, names)]),
    );
    const found = await reader.read({ id, asked }, clients);
    return [
      ...compare(asked, found, row),
      ...Object.keys(properties)
        .filter((name) => name in unread)
        .map((name) => row(name, 'unread', { reason: unread[name] })),
    ];
  } catch (error) {
    return [row('*', 'dropped', { reason: error instanceof Error ? `${error.name}: ${error.message}` : String(error) })];
  }
}

type Row = (property: string, outcome: ReadBackRow['outcome'], more?: Partial<ReadBackRow>) => ReadBackRow;

function compare(asked: JsonRecord, found: JsonRecord, row: Row): ReadBackRow[] {
  return Object.entries(asked).map(([name, value = null]) =>
    covers(found[name], value)
      ? row(name, 'held', { asked: value, found: found[name] })
      : row(name, 'dropped', { asked: value, found: found[name], reason: found[name] === undefined ? 'not there' : 'otherwise than asked' }),
  );
}
