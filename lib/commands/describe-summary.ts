import type { Evidence } from '../assurance/evidence/schema';
import { VERDICTS } from '../assurance/evidence/verdict';

const SHOWN = VERDICTS.filter((verdict) => verdict !== 'none');

/** What a person wants to know at the end: how many controls stand how, what will fail soon, what is locked until when. */
export function describeSummary(evidence: Evidence): string[] {
  return [...verdictTable(evidence), ...nagLine(evidence), ...warnings(evidence), ...locks(evidence)];
}

function verdictTable(evidence: Evidence): string[] {
  const first = Math.max('controls'.length, ...evidence.environments.map(({ name }) => name.length));
  const line = (name: string, cells: readonly string[]) =>
    [name.padEnd(first), ...cells.map((cell, index) => cell.padStart(SHOWN[index]?.length ?? 0))].join('  ');
  const rows = evidence.environments.map(({ name }) => {
    const verdicts = evidence.controls.map(({ environments }) => environments[name]?.verdict);
    return line(
      name,
      SHOWN.map((shown) => String(verdicts.filter((verdict) => verdict === shown).length)),
    );
  });
  return [line('controls', SHOWN), ...rows];
}

function nagLine({ nag, exceptions }: Evidence): string[] {
  const counted = (['pass', 'accepted', 'fail', 'error'] as const).map((outcome) => `${nag.rows.filter((row) => row.outcome === outcome).length} ${outcome}`);
  return [`nag rules judged: ${counted.join(', ')}; exceptions in the register: ${exceptions.length}`];
}

function warnings({ warnings: found, refusedResults, staleResults }: Evidence): string[] {
  return [
    ...found.map(({ environment, origin, text }) => `warning ${origin}${environment === null ? '' : ` · ${environment}`}: ${text}`),
    ...refusedResults.map(({ file, line, reason }) => `warning evidence ${file}:${line} is refused: ${reason}`),
    ...(staleResults === 0 ? [] : [`warning ${staleResults} test results are of other templates or bundles and don't count: run npm test`]),
  ];
}

function locks({ locks: locked }: Evidence): string[] {
  return locked.map(({ text }) => text);
}
