import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyCheckout, ringwall } from './support/checkout';

const COMPILED = 'lambdas/shared/authorization/compiled-policies.ts';
const PUBLISHED = 'lib/policies/published-policies.json';
const STANDARD = 'lambdas/shared/authorization/standard-roles.ts';
const ROLES = 'lambdas/shared/authorization/policies/standard-roles.json';
const MATRIX = 'lambdas/shared/authorization/policies/matrix.cedar';

let checkout: string;

beforeAll(() => {
  checkout = copyCheckout();
});

afterAll(() => {
  rmSync(checkout, { recursive: true, force: true });
});

/** What `audit` and then `permissions` say when somebody wrote into a file. */
async function afterChange(path: string, from: string, to: string) {
  const file = join(checkout, path);
  const before = readFileSync(file, 'utf8');
  expect(before).toContain(from);
  writeFileSync(file, before.replace(from, to));
  const audit = await ringwall(checkout, ['audit', '--env', 'dev']);
  const permissions = await ringwall(checkout, ['permissions']);
  return { before, audit, permissions };
}

describe('what follows from the Cedar policies', () => {
  it.each([
    [
      COMPILED,
      'const AUDIT_READ: CompiledPolicy = { id: "audit-read", holds: (principal) => principal.type === "Person" && hasRole(principal, [',
      '$&"VIEWER",',
    ],
    [PUBLISHED, 'permit (principal is Ringwall::Person in Ringwall::Role::\\"ADMIN\\", action == Ringwall::Action::\\"audit:read\\"', 'permit (principal'],
  ])(
    'stops synthesis when somebody wrote into %s, until it is written anew',
    async (path, from, to) => {
      const { before, audit, permissions } = await afterChange(path, from, to);
      expect(audit).toMatchObject({ code: 2, out: '' });
      expect(audit.error).toContain(`These aren't what follows from the contracts, guests and Cedar policies: ${path}. Write them anew`);
      expect(permissions).toMatchObject({ code: 0, out: `wrote ${path}\n` });
      expect(readFileSync(join(checkout, path), 'utf8')).toBe(before);
    },
    60_000,
  );

  it('stops synthesis when a policy was changed since', async () => {
    const { before, audit, permissions } = await afterChange(MATRIX, '@id("audit-read")', '// Another word.\n@id("audit-read")');
    expect(audit).toMatchObject({ code: 2, out: '' });
    expect(audit.error).toContain(`${COMPILED}, ${PUBLISHED}. Write them anew`);
    expect(permissions).toMatchObject({ code: 0, out: `wrote ${COMPILED}\nwrote ${PUBLISHED}\n` });
    writeFileSync(join(checkout, MATRIX), before);
    expect((await ringwall(checkout, ['permissions'])).code).toBe(0);
  }, 60_000);

  it("stops synthesis when one of P's roles was changed since", async () => {
    const { before, audit, permissions } = await afterChange(ROLES, '"actions": ["read"]', '"actions": ["read", "write"]');
    expect(audit).toMatchObject({ code: 2, out: '' });
    expect(audit.error).toContain(`${COMPILED}, ${STANDARD}, ${PUBLISHED}. Write them anew`);
    expect(permissions).toMatchObject({ code: 0, out: `wrote ${COMPILED}\nwrote ${STANDARD}\nwrote ${PUBLISHED}\n` });
    writeFileSync(join(checkout, ROLES), before);
    expect((await ringwall(checkout, ['permissions'])).code).toBe(0);
  }, 60_000);

  it("stops both, and nothing is written, when Cedar can't read a policy", async () => {
    const { before, audit, permissions } = await afterChange(MATRIX, '@id("audit-read")\npermit', '@id("audit-read")\nallow');
    writeFileSync(join(checkout, MATRIX), before);
    for (const { code, out, error } of [audit, permissions]) {
      expect([code, out]).toEqual([2, '']);
      expect(error).toContain("Cedar can't read it");
    }
  }, 60_000);
});
