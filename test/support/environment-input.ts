import { ConfigurationError, type Problem } from '../../lib/infrastructure/errors';
import type { EnvironmentInput } from '../../lib/infrastructure/environments/settings';

/** The least that prod must state; everything else has a safe default. */
export function environmentInput(overrides: Partial<EnvironmentInput> = {}): EnvironmentInput {
  return {
    name: 'prod',
    account: '777788889999',
    region: 'eu-central-1',
    zones: ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'],
    domain: 'example.com',
    governance: { owner: 'Security Lead', contact: 'security@example.com', lastReview: '2026-01-15', nextReview: '2027-01-15' },
    network: { cidr: '10.2.0.0/16' },
    alerts: { email: ['alerts@example.com'] },
    ...overrides,
  };
}

/** The least that dev must state. */
export function devInput(overrides: Partial<EnvironmentInput> = {}): EnvironmentInput {
  return environmentInput({
    name: 'dev',
    account: '111122223333',
    zones: ['eu-central-1a', 'eu-central-1b'],
    network: { cidr: '10.0.0.0/16' },
    retention: { lockMode: 'GOVERNANCE', auditOneYearDays: 1, auditTwoYearDays: 1 },
    ...overrides,
  });
}

/** The problems of a refused configuration; fails where it isn't refused so. */
export function problemsOf(resolve: () => unknown): readonly Problem[] {
  try {
    resolve();
  } catch (error) {
    if (error instanceof ConfigurationError) {
      return error.problems;
    }
    throw error;
  }
  throw new Error('The configuration was not refused.');
}
