import type { Control } from '../controls/control';

/** The controls as a Markdown table, with how many parts of each are carried by checks, proofs or tests so far. */
export function renderControlTable(controls: readonly Control[]): string {
  const rows = controls.map((control) => `| ${control.id} | ${control.title} | ${control.sources.join(', ')} | ${carried(control)} |`);
  return ['| ID | Claim | Source | Parts carried |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function carried({ parts }: Control): string {
  const done = parts.filter(({ missing, checks, proofs, tests }) => missing === undefined && (checks ?? proofs ?? tests) !== undefined);
  return `${String(done.length)} of ${String(parts.length)}`;
}
