import { createHash } from 'node:crypto';
import type { Location, Log, ReportingDescriptor, Result } from 'sarif';
import type { Evidence, EvidenceFinding, InventoryEntry, NagRow } from '../evidence/schema';

/** One result before it is written: the rule that found it, and the controls that it counts against. */
interface Found {
  readonly ruleId: string;
  readonly finding: EvidenceFinding;
  readonly controls: Set<string>;
}

/** All findings, open and accepted, as SARIF 2.1.0; an accepted one carries its exception as suppression. */
export function renderFindingsSarif(evidence: Evidence): string {
  const found = [...collectFindings(evidence), ...collectNagRows(evidence)];
  const log: Log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'ringwall', rules: rules(evidence, found) } },
        originalUriBaseIds: { ROOT: { description: { text: 'The root of the repository.' } } },
        columnKind: 'utf16CodeUnits',
        results: found.map(toResult),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** A check may carry parts of several controls; its finding is one result that names them all. */
function collectFindings(evidence: Evidence): Found[] {
  const found = new Map<string, Found>();
  for (const control of evidence.controls) {
    for (const judged of Object.values(control.environments)) {
      for (const check of judged.checks) {
        for (const finding of check.findings.filter(({ rule }) => rule === undefined)) {
          const key = JSON.stringify([check.id, finding.environment, finding.stack, finding.logicalId, finding.reason]);
          const known = found.get(key) ?? { ruleId: check.id, finding, controls: new Set() };
          known.controls.add(control.id);
          found.set(key, known);
        }
      }
    }
  }
  return [...found.values()];
}

function collectNagRows(evidence: Evidence): Found[] {
  const inventory = new Map(
    evidence.environments.map(({ name, inventory }) => [name, new Map(inventory.map((entry) => [`${entry.stack}/${entry.logicalId}`, entry]))]),
  );
  return evidence.nag.rows
    .filter((row) => row.outcome !== 'pass')
    .map((row) => ({
      ruleId: `${row.pack}/${row.rule}`,
      finding: nagFinding(row, inventory.get(row.environment)?.get(row.resource)),
      controls: new Set(['CMP-2']),
    }));
}

function nagFinding(row: NagRow, entry: InventoryEntry | undefined): EvidenceFinding {
  return {
    control: 'CMP-2',
    environment: row.environment,
    stack: entry?.stack ?? null,
    logicalId: entry?.logicalId ?? null,
    path: entry?.path ?? null,
    source: entry?.source ?? null,
    reason: [row.reason ?? row.rule, row.finding].filter((text) => text !== undefined).join(' '),
    ...(row.exception === undefined ? {} : { exception: row.exception }),
  };
}

function rules(evidence: Evidence, found: readonly Found[]): ReportingDescriptor[] {
  const claims = new Map(
    evidence.controls.flatMap((control) =>
      Object.values(control.environments).flatMap((judged) => judged.checks.map((check) => [check.id, check.claim] as const)),
    ),
  );
  return [...new Set(found.map(({ ruleId }) => ruleId))].sort().map((id) => ({
    id,
    shortDescription: { text: claims.get(id) ?? `cdk-nag rule ${id}` },
  }));
}

function toResult({ ruleId, finding, controls }: Found): Result {
  return {
    ruleId,
    kind: 'fail',
    level: finding.exception === undefined ? 'error' : 'note',
    message: { text: [`${resourceOf(finding)}: ${finding.reason}`, ...(finding.steps ?? [])].join('\n') },
    locations: [location(finding)],
    partialFingerprints: { 'ringwall/v1': fingerprint(ruleId, finding) },
    ...(finding.exception === undefined ? {} : { suppressions: [{ kind: 'external', status: 'accepted', justification: `Exception ${finding.exception}` }] }),
    properties: { controls: [...controls].sort(), environment: finding.environment },
  };
}

function location(finding: EvidenceFinding): Location {
  const [file, line] = finding.source?.split(/:(?=\d+$)/) ?? [];
  return {
    ...(file === undefined
      ? {}
      : { physicalLocation: { artifactLocation: { uri: encodeURI(file), uriBaseId: 'ROOT' }, region: { startLine: Number(line ?? 1) } } }),
    logicalLocations: [{ fullyQualifiedName: resourceOf(finding), kind: 'resource', ...(finding.path === null ? {} : { name: finding.path }) }],
  };
}

function resourceOf({ environment, stack, logicalId }: EvidenceFinding): string {
  return [environment, stack, logicalId].filter((piece) => piece !== null).join('/');
}

/** Keeps findings of different environments and resources apart that one line of a construct made. */
function fingerprint(ruleId: string, finding: EvidenceFinding): string {
  return createHash('sha256')
    .update(JSON.stringify([ruleId, resourceOf(finding), finding.reason]))
    .digest('hex');
}
