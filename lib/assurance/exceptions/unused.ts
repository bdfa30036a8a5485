import { covers, defaultPaths, isAt, type Exceptable } from './covers';
import type { Exception } from './exception';
import type { Problem } from './problem';

/** The environments judged in this run, by name, each with the construct paths of its resources. */
export type JudgedEnvironments = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * What of the register excepts nothing: each construct must need its exception in each environment that has the construct,
 * each environment must have one of the constructs, and each finding must be found. What isn't needed would silently cover
 * the next finding there.
 */
export function unusedProblems(register: readonly Exception[], findings: readonly Exceptable[], judged: JudgedEnvironments): Problem[] {
  return register.flatMap((entry) => {
    const used = findings.filter((finding) => covers(entry, finding));
    const unused = [...unusedPlaces(entry, used, judged), ...unusedAnywhere(entry, used, judged)];
    return unused.length === 0 ? [] : [problemOf(entry, unused)];
  });
}

function unusedPlaces(entry: Exception, used: readonly Exceptable[], judged: JudgedEnvironments): string[] {
  return entry.environments.flatMap((environment) => {
    const resources = judged.get(environment);
    if (resources === undefined) return [];
    const usedHere = used.filter((finding) => finding.environment === environment);
    const idle = entry.constructs.filter((construct) => standsIn(resources, construct) && !uses(usedHere, construct));
    if (idle.length > 0) return idle.map((construct) => `${environment}/${construct}`);
    return usedHere.length === 0 ? [environment] : [];
  });
}

/** That something is needed nowhere can be told only when every environment of the entry was judged. */
function unusedAnywhere(entry: Exception, used: readonly Exceptable[], judged: JudgedEnvironments): string[] {
  const all = entry.environments.map((name) => judged.get(name));
  if (all.includes(undefined)) return [];
  const gone = entry.constructs.filter((construct) => !uses(used, construct) && !all.some((paths) => paths !== undefined && standsIn(paths, construct)));
  const unfound = (entry.findings ?? []).filter((id) => !used.some(({ findingId }) => findingId === id));
  return [...gone, ...unfound];
}

function standsIn(paths: ReadonlySet<string>, construct: string): boolean {
  return defaultPaths(construct).some((path) => paths.has(path));
}

function uses(used: readonly Exceptable[], construct: string): boolean {
  return used.some(({ path }) => isAt(construct, path));
}

function problemOf({ id, rule }: Exception, unused: readonly string[]): Problem {
  return {
    code: 'UNUSED',
    exception: id,
    severity: 'failure',
    message: `${id} (${rule}): it excepts nothing at ${unused.join(', ')}; delete from the entry what no longer needs it.`,
  };
}
