import { stringify } from 'csv-stringify/sync';
import type { ControlInEnvironment, Evidence, EvidenceControl } from '../evidence/schema';

const COLUMNS = [
  'control',
  'title',
  'environment',
  'verdict',
  'templates',
  'runtime',
  'not carried',
  'findings',
  'evidence classes',
  'owner',
  'sources',
  'mappings',
  'claim',
];

/** The controls as CSV (RFC 4180), one row a control and environment; cells that a spreadsheet would run as formulas are escaped. */
export function renderControlsCsv(evidence: Evidence): string {
  const rows = evidence.controls.flatMap((control) => Object.entries(control.environments).map(([environment, judged]) => row(control, environment, judged)));
  return stringify([COLUMNS, ...rows], { escape_formulas: true, record_delimiter: 'windows' });
}

function row(control: EvidenceControl, environment: string, judged: ControlInEnvironment): string[] {
  const open = judged.parts.filter((part) => part.verdict !== 'pass' && part.verdict !== 'not-applicable');
  const findings = judged.checks.reduce((sum, check) => sum + check.findings.filter((finding) => finding.exception === undefined).length, 0);
  return [
    control.id,
    control.title,
    environment,
    judged.verdict,
    judged.templates,
    judged.runtime,
    open.map((part) => `${part.id} (${part.verdict})`).join('; '),
    String(findings),
    [...new Set(judged.parts.flatMap((part) => part.classes))].sort().join('; '),
    control.owner,
    control.sources.join('; '),
    Object.entries(control.mappings)
      .map(([framework, ids]) => `${framework}: ${ids.join(' ')}`)
      .join('; '),
    control.claim,
  ];
}
