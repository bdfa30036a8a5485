import { codeOwners } from '../../../lib/infrastructure/environments/code-owners';
import { team } from '../../../lib/infrastructure/environments/team';

test('names the teams that are set, and no other', () => {
  const teams = { platform: '@acme/a', security: '@acme/b', application: '@acme/c', compliance: '@acme/d' } as const;
  const named = codeOwners({ ...team, codeOwners: teams }).match(/@\S+/g);
  expect(new Set(named)).toEqual(new Set(Object.values(teams)));
});

test('leaves the exceptions register to security and compliance', () => {
  expect(codeOwners(team)).toMatch(/^\/lib\/assurance\/exceptions\/ +@example-org\/security @example-org\/compliance$/m);
});
