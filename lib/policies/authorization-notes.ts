/** A word of the tables, and what it means. */
export interface Term {
  readonly term: string;
  readonly meaning: string;
}

/** A rule that stands beside the policies, and the file that keeps it. */
export interface RuleElsewhere {
  readonly rule: string;
  readonly file: string;
}

/** What a reader of the tables must know, and no policy says. */
export const TERMS: readonly Term[] = [
  {
    term: 'T, P',
    meaning:
      'The requirement documents: T is the security architecture template that the baseline follows, and T§3.1 its matrix of roles and permissions; P is the ProgNetwork security architecture.',
  },
  { term: 'own', meaning: 'created by who asks: a document, or their own account. What a key creates is its own, and not its maker’s.' },
  { term: 'API', meaning: 'a key with every scope, made by an OWNER; “read:all” is a further scope, which counts while its maker is an OWNER.' },
  {
    term: 'tenant-admin, user',
    meaning: 'P’s custom roles, each held alone. A tenant may give them beside the roles of the hierarchy, and they inherit nothing.',
  },
  {
    term: 'super-admin',
    meaning:
      'P’s custom role with every permission in every tenant that its holder is in. It has no column, since nobody can hold it: a tenant gives no global role. SUPER_ADMIN is T’s role, which an operator’s order alone gives, and which alone may enter another tenant.',
  },
  {
    term: 'trusted',
    meaning: 'the condition that a tenant’s own role may set on a permission: a known device at a known place, and a risk below 40.',
  },
];

/** What may refuse or hide though a cell says yes. */
export const RULES_ELSEWHERE: readonly RuleElsewhere[] = [
  {
    rule: 'Nobody gives a role above their own, or changes a member who stands above them or is SUPER_ADMIN.',
    file: 'lambdas/identity/domain/tenants/ranks.ts',
  },
  { rule: 'Nobody gives a custom role that grants more than they have themselves.', file: 'lambdas/identity/domain/tenants/exceeds.ts' },
  {
    rule: 'Dangerous actions take a proof of identity of the last minutes, and an account and session that are good just now.',
    file: 'lambdas/identity/domain/sensitive.ts',
  },
  { rule: 'A caller acts in one tenant: their own, or the one that they entered.', file: 'lambdas/shared/http/tenant-of.ts' },
  { rule: 'Whoever entered another tenant administers none, by the tables of identity too.', file: 'lambdas/identity/tenant/require-administrator.ts' },
  { rule: 'The database shows no row of another tenant, whatever is asked of it.', file: 'lambdas/data/domain/migrations/0001-tenancy.sql' },
  { rule: 'Contacts within a document are masked for all but its creator, ADMIN and above.', file: 'lambdas/application/domain/visible-fields.ts' },
];
