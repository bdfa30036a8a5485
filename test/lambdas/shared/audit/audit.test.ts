import fc from 'fast-check';
import { AUDIT_ACTIONS } from '../../../../lambdas/shared/audit/actions';
import { Audit, AUDIT_USES } from '../../../../lambdas/shared/audit/audit';
import type { AuditFacts } from '../../../../lambdas/shared/audit/event';
import { parseAuditEvent } from '../../../../lambdas/shared/audit/parse-audit-event';
import { DependencyFailedError } from '../../../../lambdas/shared/dependency-failed-error';
import { testAudit } from '../../../support/audit';
import { errorOf } from '../../../support/error-of';
import { manualClock } from '../../../support/manual-clock';
import { memoryKeyRing } from '../../../support/memory-key-ring';
import { proves } from '../../../support/proves';
import { refusalOf } from '../../../support/refusal-of';

const request = { address: '198.51.100.77', userAgent: 'Mozilla/5.0 (Test)', correlationId: '0e7b9d56-6c11-4b6e-9d8a-1f0b3f6e2a11' };
const account = '6f1f9d7a-4a3e-4e0b-9c39-0a5f6a1d2b3c';
const facts: AuditFacts = {
  action: 'sign-in',
  result: 'success',
  resource: `account/${account}`,
  account,
  tenant: 't-1',
  details: { methods: 'pwd otp', knownDevice: true, attempts: 2 },
  personal: { email: 'person@example.com', phone: '+49 170 1234567' },
};
const { clock } = manualClock();
const audit = testAudit(clock);
const refused = { name: 'MalformedAuditEventError', code: 'malformed-audit-event' };

describe('an audit event', () => {
  proves(
    { control: 'AUD-1', part: 'schema', evidence: 'in-process' },
    "every action makes an event of the one schema, version 1, with P's twelve fields",
    async () => {
      for (const action of AUDIT_ACTIONS) {
        for (const result of ['error', 'failure', 'success'] as const) {
          const event = await audit.event({ ...facts, action, result }, request);
          expect(parseAuditEvent(JSON.parse(JSON.stringify(event)))).toEqual(event);
          const fields = [
            'id',
            'timestamp',
            'userId',
            'tenantId',
            'service',
            'action',
            'resource',
            'result',
            'details',
            'ipAddress',
            'userAgent',
            'correlationId',
          ];
          expect(Object.keys(event).sort()).toEqual([...fields, 'schema', 'sealed'].sort());
          expect(event).toMatchObject({
            schema: 1,
            action,
            result,
            service: 'things',
            userId: account,
            tenantId: 't-1',
            timestamp: '2026-01-01T00:00:00.000Z',
          });
          expect(event.correlationId).toBe(request.correlationId);
        }
      }
      for (const [change, value] of Object.entries(violations)) {
        const event = await audit.event(facts, request);
        expect([change, errorOf(() => parseAuditEvent({ ...event, ...value }))]).toEqual([change, expect.objectContaining(refused)]);
      }
    },
  );

  proves(
    { control: 'AUD-2', part: 'pseudonyms', evidence: 'in-process' },
    'an event holds in clear the IDs and keyed hashes alone, and all that is personal sealed',
    async () => {
      const event = await audit.event(facts, request);
      const clear = JSON.stringify(event);
      for (const personal of [request.address, request.userAgent, 'Mozilla', 'person@example.com', 'example.com', '1234567'])
        expect(clear).not.toContain(personal);
      expect(JSON.parse(await memoryKeyRing([1], 'session-keys').open(AUDIT_USES.sealed, event.sealed))).toEqual({
        id: event.id,
        address: request.address,
        userAgent: request.userAgent,
        ...facts.personal,
      });
      const { version, hash } = await memoryKeyRing([1], 'hash-keys').hash(AUDIT_USES.address, request.address);
      expect(event.ipAddress).toBe(`v${String(version)}:${hash}`);
      await fc.assert(
        fc.asyncProperty(fc.emailAddress(), fc.ipV4(), async (email, address) => {
          const one = await audit.event({ ...facts, personal: { email } }, { ...request, address });
          expect(JSON.stringify({ ...one, sealed: '' })).not.toContain(email);
          expect(JSON.stringify({ ...one, sealed: '' })).not.toContain(address);
          expect(await refusalOf(audit.event({ ...facts, details: { email } }, request))).toMatchObject(refused);
          expect(await refusalOf(audit.event({ ...facts, resource: `account/${email}` }, request))).toMatchObject(refused);
          expect(await refusalOf(audit.event({ ...facts, account: email }, request))).toMatchObject(refused);
        }),
        { numRuns: 50 },
      );
    },
  );

  it('can be found again by its address, and tells none of two requests apart by chance', async () => {
    const [one, other, elsewhere] = [
      await audit.event(facts, request),
      await audit.event(facts, request),
      await audit.event(facts, { ...request, address: '198.51.100.78' }),
    ];
    expect(one.ipAddress).toBe(other.ipAddress);
    expect(one.ipAddress).not.toBe(elsewhere.ipAddress);
    expect(one.id).not.toBe(other.id);
    expect(one.sealed).not.toBe(other.sealed);
    expect(one.ipAddress).not.toBe((await audit.event(facts, { ...request, userAgent: request.address })).userAgent);
  });

  it('needs no account, tenant, details or personal values', async () => {
    const { userId, tenantId, details } = await audit.event({ action: 'sign-in', result: 'failure', resource: 'email/v1:abc' }, request);
    expect([userId, tenantId, details]).toEqual([undefined, undefined, {}]);
  });

  it.each([
    ['an email address', { note: 'person@example.com' }],
    ['a phone number', { note: '+491701234567' }],
    ['a number of a card', { note: '4111 1111 1111 1111' }],
    ['a phone number among words', { note: 'call 0170 1234567 now' }],
    ['a line break', { note: 'a\nb' }],
    ['an object', { note: { email: 'a' } as unknown as string }],
    ['a name that is no word', { 'person@example.com': true }],
  ])('is refused with %s among its details, which the error does not repeat', async (_, details) => {
    const error = await refusalOf(audit.event({ ...facts, details }, request));
    expect(error).toMatchObject(refused);
    expect((error as Error).message).not.toMatch(/example|4917|4111/);
  });

  it.each([`account/${account}`, '6f1f9d7a-4a3e-4e0b-9c39-000000000000', 'pwd otp', 'v1:abc'])('may name %j among its details', async (note) => {
    expect((await audit.event({ ...facts, details: { note } }, request)).details).toEqual({ note });
  });

  it('may name any keyed hash, also one with many digits', async () => {
    const unlucky = `v1:a1234-56789012_${'b'.repeat(27)}`;
    expect((await audit.event({ ...facts, resource: `email/${unlucky}`, details: { emailHash: unlucky } }, request)).details).toEqual({ emailHash: unlucky });
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 32, maxLength: 32 }), async (bytes) => {
        const emailHash = `v12:${Buffer.from(bytes).toString('base64url')}`;
        expect((await audit.event({ ...facts, details: { emailHash } }, request)).details).toEqual({ emailHash });
      }),
    );
  });

  it('is none when a ring can not be read', async () => {
    const down = new DependencyFailedError('secretsmanager:GetSecretValue', new Error('down'));
    const ring = memoryKeyRing();
    const without = new Audit({ service: 'things', clock, hashKeys: ring, sessionKeys: { ...ring, seal: () => Promise.reject(down) } });
    const broken = new Audit({ service: 'things', clock, sessionKeys: ring, hashKeys: { ...ring, hash: () => Promise.reject(down) } });
    for (const one of [without, broken]) expect(await refusalOf(one.event(facts, request))).toBe(down);
  });
});

/** Each breaks one rule of the schema. */
const violations: Readonly<Record<string, object>> = {
  'another version': { schema: 2 },
  'an ID that is no UUID': { id: '1' },
  'a time of another zone': { timestamp: '2026-01-01T00:00:00.000+01:00' },
  'an action of no table': { action: 'sign-out' },
  'a result of no table': { result: 'maybe' },
  'an address in clear': { ipAddress: '198.51.100.77' },
  'a browser in clear': { userAgent: 'Mozilla/5.0' },
  'an email address as account': { userId: 'person@example.com' },
  'a personal resource': { resource: 'account/person@example.com' },
  'nothing sealed': { sealed: undefined },
  'personal values beside the seal': { sealed: '{"email":"person@example.com"}' },
  'a correlation ID that is no UUID': { correlationId: 'a' },
  'a member too many': { email: 'person@example.com' },
};
