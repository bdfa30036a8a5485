import type { DeployedEnvironment } from '../deploy-environment';
import type { ReadBack, ReadBackRow } from '../read-back/read-back';
import type { SmokeRow } from '../smoke/smoke';
import type { Standing } from '../standing';

/** What one run found, as `--json` prints it. */
export interface LocalReport {
  readonly environment: string;
  /** SHA-256 of each deployed template, by stack: deployed byte for byte. */
  readonly templates: Readonly<Record<string, string>>;
  /** What the emulator lacked and the launcher adds. */
  readonly added: DeployedEnvironment['cloud']['emulator']['added'];
  /** How many resources stand behind what. */
  readonly resources: Readonly<Record<Standing, Readonly<Record<string, number>>>>;
  readonly readBack: {
    readonly held: number;
    readonly dropped: readonly ReadBackRow[];
    readonly unread: readonly Pick<ReadBackRow, 'path' | 'property' | 'reason'>[];
  };
  readonly smoke: readonly SmokeRow[];
  /** Nothing was dropped, and every flow went through. */
  readonly passed: boolean;
}

/** Gathers what a run found. */
export function reportOf({ cloud, graph, standings }: DeployedEnvironment, { rows }: ReadBack, driven: readonly SmokeRow[]): LocalReport {
  const dropped = rows.filter(({ outcome }) => outcome === 'dropped');
  const resources = { real: {}, kept: {}, recorded: {} } satisfies Record<Standing, Record<string, number>> as Record<Standing, Record<string, number>>;
  for (const { type } of graph.resources) {
    const counted = resources[standings.get(type) ?? 'recorded'];
    counted[type] = (counted[type] ?? 0) + 1;
  }
  return {
    environment: graph.name,
    templates: Object.fromEntries(graph.stacks.map(({ stackName, sha256 }) => [stackName, sha256])),
    added: cloud.emulator.added,
    resources,
    readBack: {
      held: rows.filter(({ outcome }) => outcome === 'held').length,
      dropped,
      unread: rows.filter(({ outcome }) => outcome === 'unread').map(({ path, property, reason }) => ({ path, property, reason })),
    },
    smoke: driven,
    passed: dropped.length === 0 && driven.every(({ passed }) => passed),
  };
}
