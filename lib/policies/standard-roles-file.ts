import { z } from 'zod';
import { grantsOf, type CustomRole } from '../../lambdas/shared/authorization/custom-role';
import { NotCompilableError } from './errors';

const FILE = 'standard-roles.json';

/** A role of the product is no tenant's. */
const roles: z.ZodType<readonly Omit<CustomRole, 'tenant'>[]> = z.array(
  z.strictObject({
    id: z.string().regex(/^[a-z][a-z-]*$/),
    name: z.string().min(1),
    permissions: z
      .array(
        z.strictObject({
          resource: z.string(),
          actions: z.array(z.string()).min(1),
          conditions: z.array(z.enum(['own', 'trusted'])).exactOptional(),
        }),
      )
      .min(1),
    scope: z.enum(['global', 'tenant', 'user']),
  }),
);

/**
 * `standard-roles.ts` as it should stand.
 * @param files the policy files; their hash covers these roles too
 * @param actions every action that there is, as `<resource>:<action>`
 * @throws {NotCompilableError} for what is no role in P's shape, for two of one ID, and for a permission that names no action
 */
export function standardRoles(files: ReadonlyMap<string, string>, actions: readonly string[]): string {
  const found = readRoles(files.get(FILE) ?? '');
  for (const [index, role] of found.entries()) {
    if (found.findIndex(({ id }) => id === role.id) !== index) throw new NotCompilableError(role.id, 'another role has its ID', 'Give it one of its own.');
    for (const { resource, actions: names } of role.permissions)
      for (const name of names)
        if (grantsOf({ ...role, permissions: [{ resource, actions: [name] }] }, '', actions).length === 0)
          throw new NotCompilableError(role.id, `there is no action ${resource}:${name}`, `Name one of the schema, or correct ${FILE}.`);
  }
  return [
    '// Made of policies/standard-roles.json, and never written by hand: npx ringwall permissions makes it anew (decision 0103).',
    "import type { CustomRole } from './custom-role';",
    '',
    "/** P's three roles, beside those of T (AZN-2). P's `profile` is called `account` here. */",
    'export const STANDARD_ROLES: readonly CustomRole[] = [',
    ...found.map((role) => `  ${JSON.stringify(role)},`),
    '];',
    '',
  ].join('\n');
}

function readRoles(text: string): z.infer<typeof roles> {
  try {
    return roles.parse(JSON.parse(text));
  } catch (error) {
    throw new NotCompilableError(FILE, `it isn't a list of roles in P's shape: ${error instanceof Error ? error.message : 'unreadable'}`, 'Correct it.');
  }
}
