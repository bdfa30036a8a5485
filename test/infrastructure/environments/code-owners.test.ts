import { readFileSync } from 'node:fs';
import { codeOwners } from '../../../lib/infrastructure/environments/code-owners';
import { team } from '../../../lib/infrastructure/environments/team';

test('.github/CODEOWNERS is generated from the team\'s settings', () => {
  const expected = codeOwners(team);
  if (readFileSync('.github/CODEOWNERS', 'utf8') !== expected) {
    throw new Error(`.github/CODEOWNERS doesn't match lib/infrastructure/environments/team.ts. Replace it with:\n\n${expected}`);
  }
});

test('names the teams that are set, and no other', () => {
  const teams = { platform: '@acme/a', security: '@acme/b', application: '@acme/c', compliance: '@acme/d' } as const;
  const named = codeOwners({ ...team, codeOwners: teams }).match(/@\S+/g);
  expect(new Set(named)).toEqual(new Set(Object.values(teams)));
});

test('leaves the exceptions register to security and compliance', () => {
  expect(codeOwners(team)).toMatch(/^\/lib\/assurance\/exceptions\/ +@example-org\/security @example-org\/compliance$/m);
});
