/** What came of one secret. */
export type Outcome = { readonly name: string; readonly kind: string } & (
  | { readonly outcome: 'rotated' | 'revoked'; readonly before: string; readonly after: string }
  | { readonly outcome: 'ready' | 'blocked'; readonly findings: readonly { readonly code: string; readonly advice: string }[] }
  | { readonly outcome: 'failed'; readonly error: { readonly code: string; readonly message: string } }
);

/** A line a secret, and more where something is to be done. */
export function describeOutcomes(outcomes: readonly Outcome[]): string {
  return outcomes.map((outcome) => `${outcome.outcome.padEnd(8)} ${outcome.name.padEnd(28)} ${outcome.kind.padEnd(13)}${detailOf(outcome)}\n`).join('');
}

function detailOf(outcome: Outcome): string {
  switch (outcome.outcome) {
    case 'rotated':
      return `${outcome.before} -> ${outcome.after}; the one before works until the next rotation`;
    case 'revoked':
      return `${outcome.before} -> ${outcome.after}; nothing before it works`;
    case 'failed':
      return outcome.error.message;
    default:
      return outcome.findings.map(({ code, advice }) => `\n  ${code}: ${advice}`).join('');
  }
}
