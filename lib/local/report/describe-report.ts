import type { Json } from '../read-back/json';
import type { ReadBackRow } from '../read-back/read-back';
import type { LocalReport } from './local-report';
import { table } from './table';

/** What a run found, for people. */
export function describeReport(report: LocalReport, rows: readonly ReadBackRow[]): string {
  return [
    '\nRead back, property by property, as the templates ask for it\n',
    readBackTable(rows),
    ...report.readBack.dropped.map(describeDropped),
    describeFlows(report),
    ...report.smoke.filter(({ passed }) => !passed).map(({ claim, detail }) => `\n  FAILED: ${claim}\n    ${detail}\n`),
    `\n${verdict(report)}\n`,
  ].join('');
}

/** What stands behind the resources that were deployed. */
export function describeStandings({ resources, added }: LocalReport): string {
  const list = (counted: Readonly<Record<string, number>>) =>
    Object.entries(counted)
      .sort()
      .map(([type, count]) => `    ${type} × ${String(count)}\n`)
      .join('');
  return [
    '\n  Real: the emulator acts on it\n',
    list(resources.real),
    '  Kept: the emulator answers with it, and nothing acts on it\n',
    list(resources.kept),
    '  Recorded only: accepted, and nothing stands behind it\n',
    list(resources.recorded),
    `  Of these, at whose endpoint a real server of this run listens: ${added.endpoints.join(', ')}\n`,
    `  Added to the emulator here, each with its contract test (decision 0041): ${[...added.completed, ...added.backed, ...added.installed].join(', ')}\n`,
  ].join('');
}

function describeFlows({ smoke }: LocalReport): string {
  if (smoke.length === 0) return '';
  const rows = smoke.map(({ passed, evidence, claim }) => [passed ? 'ok' : 'FAILED', evidence, claim]);
  return `\nFlows driven from end to end\n${table(['', 'evidence', 'flow'], rows)}`;
}

function readBackTable(rows: readonly ReadBackRow[]): string {
  const types = [...new Set(rows.map(({ type }) => type))].sort();
  const count = (type: string, outcome: ReadBackRow['outcome']) => String(rows.filter((row) => row.type === type && row.outcome === outcome).length);
  return table(
    ['type', 'held', 'dropped', 'not readable'],
    types.map((type) => [type, count(type, 'held'), count(type, 'dropped'), count(type, 'unread')]),
  );
}

function describeDropped({ path, property, reason = '', asked, found }: ReadBackRow): string {
  return `\n  DROPPED: ${path} ${property}: ${reason}\n    asked ${textOf(asked)}\n    found ${textOf(found)}\n`;
}

function textOf(value: Json | undefined): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

function verdict({ readBack, smoke, resources, passed }: LocalReport): string {
  const recorded = Object.values(resources.recorded).reduce((sum, count) => sum + count, 0);
  const went = smoke.filter((row) => row.passed).length;
  const flows = smoke.length === 0 ? 'no flow was driven, which --once does' : `${String(went)} of ${String(smoke.length)} flows went through`;
  return [
    `${passed ? 'PASSED' : 'FAILED'}: ${String(readBack.held)} properties read back as asked, ${String(readBack.dropped.length)} dropped, ${String(readBack.unread.length)} that no API answers with;`,
    `${flows}; beside that ${String(recorded)} resources that are only recorded, of which nothing was read back or driven.`,
  ].join(' ');
}
