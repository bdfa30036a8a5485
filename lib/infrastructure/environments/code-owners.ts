import type { CodeArea, Team } from './team';

/** Who owns what; the last match wins, and of several owners each may approve. */
const OWNERS: readonly (readonly [path: string, ...areas: readonly CodeArea[]])[] = [
  ['*', 'platform'],
  ['/.github/', 'platform', 'security'],
  ['/docs/', 'platform', 'compliance'],
  ['/lambdas/', 'application'],
  ['/lib/infrastructure/environments/', 'platform', 'security'],
  ['/lib/assurance/', 'security'],
  ['/lib/assurance/controls/', 'security', 'compliance'],
  ['/lib/assurance/exceptions/', 'security', 'compliance'],
  ['/.github/CODEOWNERS', 'security'],
  ['/.github/allowed_signers', 'security'],
];

/** GOV-2: renders `.github/CODEOWNERS` from the team's settings. */
export function codeOwners({ codeOwners: teams }: Team): string {
  const header = '# Generated from lib/infrastructure/environments/team.ts; a test compares.';
  const width = Math.max(...OWNERS.map(([path]) => path.length));
  const lines = OWNERS.map(([path, ...areas]) => `${path.padEnd(width)} ${areas.map((area) => teams[area]).join(' ')}`);
  return [header, ...lines, ''].join('\n');
}
