/** What a team sets once, for all environments. */
export interface Team {
  /** The registered domain. prod is served below it, the others below a name of theirs under it. */
  readonly domain: string;
  /** One AWS account an environment, 12 digits. */
  readonly accounts: { readonly dev: string; readonly staging: string; readonly prod: string };
  /** The account of prod's log archive, 12 digits; `null` keeps it in prod's own account, which needs an accepted risk. */
  readonly logArchiveAccount: string | null;
  /** The role that owns the security of all environments. */
  readonly owner: string;
  /** Where the owner is reached: an email address. */
  readonly contact: string;
  /** UTC day of the last security review, `YYYY-MM-DD`. */
  readonly lastReview: string;
  /** UTC day by which the next is due, `YYYY-MM-DD`. */
  readonly nextReview: string;
  /** Email addresses that get alerts. */
  readonly alerts: readonly [string, ...string[]];
  /** GitHub teams that own the code; `.github/CODEOWNERS` is generated from them. */
  readonly codeOwners: Readonly<Record<CodeArea, GitHubTeam>>;
}

/** The parts of the code that have owners. */
export type CodeArea = 'platform' | 'security' | 'application' | 'compliance';
type GitHubTeam = `@${string}/${string}`;

/**
 * The one place where a team sets its accounts and domain. These are samples (RFC 2606 domains, account IDs of the AWS
 * documentation). They synthesize, and every `cdk` command warns of those that are left; a deployment isn't refused.
 */
export const team: Team = {
  domain: 'example.com',
  accounts: { dev: '111122223333', staging: '444455556666', prod: '777788889999' },
  logArchiveAccount: null,
  owner: 'Security Lead',
  contact: 'security@example.com',
  lastReview: '2026-11-16',
  nextReview: '2027-11-15',
  alerts: ['alerts@example.com'],
  codeOwners: {
    platform: '@example-org/platform',
    security: '@example-org/security',
    application: '@example-org/application',
    compliance: '@example-org/compliance',
  },
};
