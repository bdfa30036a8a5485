import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cedarPolicySet } from '../../lib/policies/cedar-files';
import { compilePolicySet } from '../../lib/policies/compile-policy-set';
import { readPolicyFiles } from '../../lib/policies/policy-files';

const FILE = join(__dirname, '../../lambdas/shared/authorization/compiled-policies.ts');

describe('the compiled policies', () => {
  it("are made of Cedar's files: written anew with npx ringwall permissions", () => {
    expect(readFileSync(FILE, 'utf8')).toBe(compilePolicySet(cedarPolicySet(readPolicyFiles())));
  });
});
