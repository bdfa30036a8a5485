import type { Standard } from '../../../lib/assurance/exceptions/entry-test';
import type { Exception } from '../../../lib/assurance/exceptions/exception';

const ENTRY: Exception = {
  id: 'EX-001',
  rule: 'VPCNoNACLs',
  reason: 'The access lists are the second layer that the architecture asks for.',
  compensatingControl: { controls: ['NET-4'], sentence: 'The lists are checked rule by rule.' },
  constructs: ['network/Vpc/PublicAcl'],
  environments: ['dev', 'prod'],
  owner: 'platform-lead',
  approver: 'security-lead',
  approved: '2026-06-01',
  expires: '2026-11-28',
};

/** A sound entry of 180 days, with some fields changed. */
export function entryWith(overrides: Partial<Exception> = {}): Exception {
  return { ...ENTRY, ...overrides };
}

/** What entries are held against: the day after the approval, two environments, two controls. */
export function standardWith(overrides: Partial<Standard> = {}): Standard {
  return { asOf: '2026-06-02', environments: ['dev', 'staging', 'prod'], controls: ['NET-4', 'KEY-1'], ...overrides };
}
