import Ajv from 'ajv';
import { AUDIT_ACTIONS } from '../../../../lambdas/shared/audit/actions';
import { ocsfOf } from '../../../../lambdas/shared/audit/ocsf';
import { testAudit } from '../../../support/audit';
import { manualClock } from '../../../support/manual-clock';
import { proves } from '../../../support/proves';
import schema from '../../../support/schemas/ocsf-1.1.0.json';

const validate = new Ajv({ allErrors: true }).compile(schema);
const audit = testAudit(manualClock().clock);
const request = { address: '198.51.100.77', userAgent: 'Mozilla/5.0', correlationId: '0e7b9d56-6c11-4b6e-9d8a-1f0b3f6e2a11' };

async function eventOf(action: (typeof AUDIT_ACTIONS)[number], result: 'error' | 'failure' | 'success' = 'success', account?: string) {
  const who = account === undefined ? {} : { account, tenant: 't-1' };
  return audit.event({ action, result, resource: 'account/a-1', details: { factor: 'totp' }, personal: { email: 'person@example.com' }, ...who }, request);
}

describe('an audit event in OCSF', () => {
  proves(
    { control: 'AUD-1', part: 'ocsf', evidence: 'in-process' },
    'each action maps to a class and activity of OCSF 1.1.0, with what that class demands',
    async () => {
      for (const action of AUDIT_ACTIONS) {
        for (const result of ['error', 'failure', 'success'] as const) {
          for (const account of ['a-1', undefined]) {
            const mapped = ocsfOf(await eventOf(action, result, account));
            validate(mapped);
            expect([action, validate.errors]).toEqual([action, null]);
            expect(mapped.type_uid).toBe(Number(mapped.class_uid) * 100 + Number(mapped.activity_id));
            expect(Math.floor(Number(mapped.class_uid) / 1000)).toBe(mapped.category_uid);
          }
        }
      }
    },
  );

  it.each([
    ['sign-in', 3002, 1, 'Logon'],
    ['session.ended', 3002, 2, 'Logoff'],
    ['session.reused', 3002, 99, 'session.reused'],
    ['account.registered', 3001, 1, 'Create'],
    ['password.changed', 3001, 3, 'Password Change'],
    ['account.locked', 3001, 9, 'Lock'],
    ['factor.added', 3001, 10, 'MFA Factor Enable'],
    ['factor.removed', 3001, 11, 'MFA Factor Disable'],
    ['api-key.revoked', 3004, 4, 'Delete'],
    ['access.denied', 6003, 99, 'access.denied'],
  ] as const)('of %s is %d, activity %d, %s', async (action, class_uid, activity_id, activity_name) => {
    expect(ocsfOf(await eventOf(action))).toMatchObject({ class_uid, activity_id, activity_name });
  });

  it('is graver when it failed, and gravest when a token was used twice', async () => {
    const severities = await Promise.all([eventOf('sign-in'), eventOf('sign-in', 'failure'), eventOf('account.locked'), eventOf('session.reused', 'failure')]);
    expect(severities.map((event) => ocsfOf(event).severity_id)).toEqual([1, 2, 3, 4]);
  });

  it('holds nothing that is sealed', async () => {
    const event = await eventOf('sign-in', 'success', 'a-1');
    expect(JSON.stringify(ocsfOf(event))).not.toContain(event.sealed);
  });

  it.each([
    ['another class', { class_uid: 1001 }],
    ['an activity that its class has not', { activity_id: 12 }],
    ['another category', { category_uid: 6 }],
    ['no user', { user: undefined }],
    ['no version', { metadata: { product: { vendor_name: 'Ringwall' } } }],
    ['an attribute that there is not', { person: 'a' }],
  ])('is refused by the schema with %s', async (_, change) => {
    expect(validate(JSON.parse(JSON.stringify({ ...ocsfOf(await eventOf('sign-in')), ...change })))).toBe(false);
  });
});
