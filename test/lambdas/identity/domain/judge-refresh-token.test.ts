import { randomUUID } from 'node:crypto';
import { judgeRefreshToken } from '../../../../lambdas/identity/domain/judge-refresh-token';
import { drawFamilyKey, drawRefreshToken, parseRefreshToken, type RefreshToken } from '../../../../lambdas/identity/domain/refresh-token';
import { rotateSession } from '../../../../lambdas/identity/domain/rotate-session';
import { hashRefreshToken } from '../../../../lambdas/identity/domain/refresh-token';
import type { Account } from '../../../../lambdas/identity/domain/account';
import type { Session } from '../../../../lambdas/identity/domain/session';
import { newAccount } from '../session/sessions-world';

const START = 1_000_000;
const at = (seconds: number) => (START + seconds) * 1000;

let account: Account;
let first: RefreshToken;
let session: Session;
beforeAll(async () => {
  account = await newAccount();
  const family = { account: account.id, id: randomUUID(), familyKey: drawFamilyKey() };
  first = drawRefreshToken(family);
  const times = { authenticatedAt: START, createdAt: START, lastUsedAt: START, idleSeconds: 3600, endsAt: START + 43_200 };
  const device = { version: 1, hash: 'device' };
  session = {
    ...family,
    ...times,
    tenant: account.tenant,
    tokenHash: hashRefreshToken(first),
    previous: [],
    device,
    methods: ['pwd'],
    sealedPlace: 'v1:place',
  };
});

const judge = (token: RefreshToken, held: Session, seconds: number, sameDevice = true) =>
  judgeRefreshToken({ token, session: held, account, sameDevice, now: at(seconds) });

function rotated(token: RefreshToken, held: Session, seconds: number): { readonly token: RefreshToken; readonly session: Session } {
  const next = rotateSession(token, held, account, at(seconds));
  const parsed = parseRefreshToken(next.refreshToken);
  if (parsed === undefined) throw new Error('no token');
  return { token: parsed, session: next.session };
}

describe('a refresh token is judged', () => {
  it('present, when it is the newest', () => {
    expect(judge(first, session, 1)).toEqual({ is: 'present' });
  });

  it('replaced, within ten seconds, with the token that took its place', () => {
    const next = rotated(first, session, 5);
    expect(judge(first, next.session, 15)).toEqual({ is: 'replaced', present: next.token });
    expect(judge(next.token, next.session, 15)).toEqual({ is: 'present' });
  });

  it('replaced, also by a clock that is behind the one of the rotation', () => {
    const next = rotated(first, session, 5);
    expect(judge(first, next.session, 4)).toEqual({ is: 'replaced', present: next.token });
  });

  it('replaced, with the newest token, when it was replaced twice within its grace', () => {
    const second = rotated(first, session, 1);
    const third = rotated(second.token, second.session, 2);
    expect(judge(first, third.session, 3)).toEqual({ is: 'replaced', present: third.token });
    expect(judge(second.token, third.session, 3)).toEqual({ is: 'replaced', present: third.token });
  });

  it('misused, one millisecond after its grace', () => {
    const next = rotated(first, session, 5);
    expect(judge(first, next.session, 15.001)).toEqual({ is: 'misused', how: 'replay' });
  });

  it('misused, however many rotations ago it was', () => {
    let held = rotated(first, session, 1);
    for (let index = 2; index < 200; index++) held = rotated(held.token, held.session, index * 20);
    expect(held.session.previous).toHaveLength(1);
    expect(judge(first, held.session, 4000)).toEqual({ is: 'misused', how: 'replay' });
  });

  it('misused, in another browser, present or replaced', () => {
    const next = rotated(first, session, 1);
    expect(judge(first, session, 1, false)).toEqual({ is: 'misused', how: 'another-device' });
    expect(judge(first, next.session, 2, false)).toEqual({ is: 'misused', how: 'another-device' });
  });

  it('unknown, when the family never made it, in whatever browser and however it is called', () => {
    const forged = { ...first, secret: Buffer.alloc(32) };
    const ofOther = drawRefreshToken({ ...session, familyKey: drawFamilyKey() });
    for (const token of [forged, ofOther, { ...first, tag: Buffer.alloc(16) }]) {
      expect(judge(token, session, 1)).toEqual({ is: 'unknown' });
      expect(judge(token, session, 1, false)).toEqual({ is: 'unknown' });
    }
  });

  it('ended, when the session is, also when it was used after its grace', () => {
    expect(judge(first, { ...session, revoked: { at: START, reason: 'sign-out' } }, 1)).toEqual({ is: 'ended', why: 'revoked' });
    expect(judge(first, rotated(first, session, 1).session, 3700)).toEqual({ is: 'ended', why: 'idle-limit' });
    expect(judge(first, { ...session, lastUsedAt: START + 43_199 }, 43_200)).toEqual({ is: 'ended', why: 'absolute-limit' });
  });
});

describe('a rotation', () => {
  it('forgets what was replaced more than ten seconds before, and the sealed successor with it', () => {
    const second = rotated(first, session, 1);
    const third = rotated(second.token, second.session, 12);
    expect(third.session.previous.map(({ tokenHash }) => tokenHash)).toEqual([hashRefreshToken(second.token)]);
  });

  it('keeps sixteen replaced tokens at most, however fast they come', () => {
    let held = { token: first, session };
    for (let index = 0; index < 40; index++) held = rotated(held.token, held.session, 1);
    expect(held.session.previous).toHaveLength(16);
  });

  it('stores neither token, nor a secret of one', () => {
    const next = rotated(first, session, 1);
    const stored = JSON.stringify(next.session);
    for (const { secret } of [first, next.token]) {
      expect(stored).not.toContain(secret.toString('base64url'));
      expect(stored).not.toContain(secret.toString('hex'));
    }
  });
});
