import type { Exception } from '../exception';
import { GUEST_FUNCTIONS } from '../guest-constructs';

/** Functions that reserve no concurrency. */
export const ex007: Exception = {
  id: 'EX-007',
  rule: 'LambdaConcurrency',
  reason:
    'A reservation is kept from all other functions. Triggers, authorizer, audit writer and responder have one; for each ' +
    "of the others it would exceed a new account's quota, all of which AWS keeps unreserved, and fail the first deployment.",
  compensatingControl: {
    controls: ['DET-1'],
    sentence:
      'CloudFormation, Secrets Manager, schedules, operators or the rate-limited API alone call them; failures raise an alarm and ' +
      "events that can't be handled wait in the dead-letter queue.",
  },
  constructs: [
    'foundation/AccountSettingsFunction/Function',
    'data/Functions/Migrate/Function',
    'data/Functions/ReplayErasures/Function',
    'data/Functions/RotateDataKeys/Function',
    'data/Functions/RotatePostgresql/Function',
    'data/Functions/RotateRabbitmq/Function',
    'data/Functions/RotateRedis/Function',
    'data/Functions/SecretAges/Function',
    'identity/RotateSigningKeys/Function',
    'identity/RotateKeyRings/Function',
    'identity/Reconciliation/Function',
    'identity/SuperAdmins/Function',
    'identity/EraseAccounts/Function',
    'api/Function-account/Function',
    'api/Function-api-keys/Function',
    'api/Function-audit-events/Function',
    'api/Function-documents/Function',
    'api/Function-key-set/Function',
    'api/Function-page/Function',
    'api/Function-passkeys/Function',
    'api/Function-registration/Function',
    'api/Function-rights/Function',
    'api/Function-session/Function',
    'api/Function-sign-in/Function',
    'api/Function-sso/Function',
    'api/Function-step-up/Function',
    'api/Function-tenant/Function',
    ...GUEST_FUNCTIONS,
  ],
  environments: ['dev', 'staging', 'prod', 'full', 'local'],
  owner: 'platform-lead',
  approver: 'security-lead',
  approved: '2026-11-26',
  expires: '2027-05-25',
};
