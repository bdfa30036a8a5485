import type { Role } from '../../../../lambdas/identity/domain/account';
import { beginningOf, endOf, idleSecondsOf, revokeAllSessions } from '../../../../lambdas/identity/domain/session-limits';
import { openSession } from '../../../../lambdas/identity/domain/open-session';
import { memoryKeyRing } from '../../../support/memory-key-ring';
import { newAccount, requestOf } from '../session/sessions-world';

const device = { version: 1, hash: 'device' };
const parts = { sessionKeys: memoryKeyRing() };
const START = 1_000_000;

async function open(roles: readonly Role[] = ['MEMBER'], now = START) {
  const account = await newAccount({ roles });
  const { session } = await openSession(parts, { account, methods: ['pwd'], device }, requestOf({}, undefined), now);
  return { account, session };
}

describe('the limits of a session', () => {
  it.each<[Role, number]>([
    ['VIEWER', 3600],
    ['MEMBER', 3600],
    ['ADMIN', 900],
    ['OWNER', 900],
    ['SUPER_ADMIN', 900],
  ])('end an idle session of a %s after %i seconds, and not before', async (role, seconds) => {
    const { account, session } = await open([role]);
    expect(endOf(session, account, START + seconds - 1)).toBeUndefined();
    expect(endOf(session, account, START + seconds)).toBe('idle-limit');
  });

  it('are those of the strictest role', () => {
    expect(idleSecondsOf(['VIEWER', 'ADMIN', 'MEMBER'])).toBe(900);
    expect(idleSecondsOf([])).toBe(3600);
  });

  it("are the admin's at once for who becomes one, and stay so until the next refresh for who no longer is", async () => {
    const { account, session } = await open(['MEMBER']);
    expect(endOf(session, { ...account, roles: ['ADMIN'] }, START + 900)).toBe('idle-limit');
    const admin = await open(['ADMIN']);
    expect(endOf(admin.session, { ...admin.account, roles: ['MEMBER'] }, START + 900)).toBe('idle-limit');
  });

  it('end each session after 12 hours, however busy', async () => {
    const { account, session } = await open();
    expect(endOf({ ...session, lastUsedAt: START + 43_199 }, account, START + 43_199)).toBeUndefined();
    expect(endOf({ ...session, lastUsedAt: START + 43_200 }, account, START + 43_200)).toBe('absolute-limit');
  });
});

describe('the revocation of all sessions', () => {
  it('ends those of the same second, and not the one that is opened after it', async () => {
    const { account, session } = await open();
    const revoked = revokeAllSessions(account, START);
    expect(endOf(session, revoked, START)).toBe('revoked');
    const after = await openSession(parts, { account: revoked, methods: ['pwd'], device }, requestOf({}, undefined), START);
    expect(endOf(after.session, revoked, START)).toBeUndefined();
  });

  it('ends also what was opened between two in one second', async () => {
    const once = revokeAllSessions((await open()).account, START);
    const between = await openSession(parts, { account: once, methods: ['pwd'], device }, requestOf({}, undefined), START);
    const twice = revokeAllSessions(once, START);
    expect(endOf(between.session, twice, START)).toBe('revoked');
    expect(beginningOf(twice, START)).toBe(START + 2);
  });
});
