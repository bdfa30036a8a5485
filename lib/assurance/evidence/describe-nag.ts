import type { ControlId } from '../controls/control';
import type { NagRow as RawRow } from '../nag/raw-rows';
import { sortFindings, verdictOf, type Accepts } from './check-result';
import { NAG_PROOF } from './run-checks';
import type { CheckResult, EvidenceFinding, NagRow } from './schema';

const CLAIM = 'No rule of the five packs is broken without a listed exception.';

/** A raw row as evidence. */
export function describeRow(row: RawRow, accepts: Accepts): NagRow {
  const { environment, pack, rule, verdict, findingId, info } = row;
  const judged = { environment, pack, rule, resource: referenceOf(row) };
  if (verdict === 'pass') return { ...judged, outcome: 'pass' };
  const exception = accepts(row);
  const found = { ...judged, ...(findingId === undefined ? {} : { finding: findingId }), reason: info };
  return exception === undefined ? { ...found, outcome: verdict } : { ...found, outcome: 'accepted', exception };
}

/** All packs together as the proof that the catalogue names; a rule that several packs hold counts once for each resource. */
export function describePacks(rows: readonly RawRow[], control: ControlId, accepts: Accepts): CheckResult {
  const judged = [...new Set(rows.map(referenceOf))].sort();
  const findings = sortFindings(mergePacks(rows.filter(({ verdict }) => verdict !== 'pass')).map((same) => describeFinding(same, control, accepts)));
  return { id: NAG_PROOF, kind: 'proof', claim: CLAIM, verdict: verdictOf(findings, judged.length), resources: judged.length, judged, findings };
}

type Same = readonly [RawRow, ...RawRow[]];

function mergePacks(rows: readonly RawRow[]): Same[] {
  const merged = new Map<string, Same>();
  for (const row of rows) {
    const key = JSON.stringify([row.stack, row.logicalId, row.rule, row.findingId]);
    const known = merged.get(key);
    merged.set(key, known === undefined ? [row] : [...known, row]);
  }
  return [...merged.values()];
}

function describeFinding(rows: Same, control: ControlId, accepts: Accepts): EvidenceFinding {
  const [{ environment, stack, logicalId, path, source, rule, findingId, info }] = rows;
  const exception = accepts(rows[0]);
  return {
    control,
    environment,
    stack,
    logicalId,
    path,
    source: source ?? null,
    reason: `${rows.map(({ ruleId }) => ruleId).join(', ')}${findingId === undefined ? '' : ` [${findingId}]`}: ${info}`,
    rule,
    ...(exception === undefined ? {} : { exception }),
  };
}

function referenceOf({ stack, logicalId }: RawRow): string {
  return `${stack}/${logicalId}`;
}
