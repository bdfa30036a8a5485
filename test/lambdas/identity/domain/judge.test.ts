import { answer, judge, readProof, writeProof, type TokenRequest } from '../../../../lambdas/identity/domain/judge';
import { COMPLETED, completeSignIn, hashOfSecret, type CompletedRecord } from '../../../../lambdas/identity/domain/records/completed-record';
import { errorOf } from '../../../support/error-of';

const ACCOUNT = '0f0e0d0c-0b0a-4908-8706-050403020100';
const OTHER = '1f1e1d1c-1b1a-4918-9716-151413121110';
const CLIENT = 'signin';
const NOW = Date.UTC(2026, 0, 1);
const SECRET = 'S'.repeat(43);
const record: CompletedRecord = { account: ACCOUNT, secretHash: hashOfSecret(SECRET), methods: ['pwd'], createdAt: NOW / 1000, uses: 0 };
const answered: CompletedRecord = { ...record, answeredAt: NOW };
const request: TokenRequest = { source: 'TokenGeneration_Authentication', client: CLIENT, userName: ACCOUNT };

const reasonOf = (changes: Partial<TokenRequest>, held: CompletedRecord | undefined = answered, at = NOW): string => {
  const judgement = judge({ ...request, ...changes }, CLIENT, held, at);
  return judgement.passes ? 'passes' : judgement.reason;
};

describe('the answer to the custom challenge', () => {
  it('is taken once', () => {
    const taken = answer(record, ACCOUNT, SECRET, NOW + 1);
    expect(taken).toEqual({ ...record, answeredAt: NOW + 1 });
    expect(answer(taken, ACCOUNT, SECRET, NOW + 2)).toBeUndefined();
  });

  it.each([
    ['another secret', record, ACCOUNT, 'T'.repeat(43), NOW],
    ['another account', record, OTHER, SECRET, NOW],
    ['no record', undefined, ACCOUNT, SECRET, NOW],
    ['no record, and the secret of nothing', undefined, ACCOUNT, '', NOW],
    ['a record of a minute ago', record, ACCOUNT, SECRET, NOW + 60_000],
  ])('is wrong for %s', (_, held, userName, secret, at) => {
    expect(answer(held, userName, secret, at)).toBeUndefined();
  });

  it('is written and read alike', () => {
    const { proof } = completeSignIn(ACCOUNT, ['pwd'], NOW);
    expect(readProof(writeProof(proof))).toEqual(proof);
  });

  it.each(['', '.', SECRET, `${ACCOUNT}.`, `${ACCOUNT}.${SECRET}x`, ` ${ACCOUNT}.${SECRET}`, `${ACCOUNT}.${SECRET}\n`])('is no proof as %j', (text) => {
    expect(readProof(text)).toBeUndefined();
  });
});

describe('the judge', () => {
  it('lets an answered record pass once, and notes when', () => {
    const judgement = judge(request, CLIENT, answered, NOW + 5);
    expect(judgement).toEqual({ passes: true, record: { ...answered, judgedAt: NOW + 5, uses: 1 } });
  });

  it("allows for the emulator's call for the other token, within ten seconds, and for no third (decision 0085)", () => {
    const once: CompletedRecord = { ...answered, judgedAt: NOW, uses: 1 };
    expect(reasonOf({}, once, NOW + 10_000)).toBe('passes');
    expect(reasonOf({}, once, NOW + 10_001)).toBe('a used record');
    expect(reasonOf({}, { ...once, uses: 2 }, NOW + 1)).toBe('a used record');
    expect(reasonOf({}, once, NOW - 1)).toBe('a used record');
  });

  it.each([
    ['TokenGeneration_RefreshTokens'],
    ['TokenGeneration_HostedAuth'],
    ['TokenGeneration_NewPasswordChallenge'],
    ['TokenGeneration_AuthenticateDevice'],
    ['TokenGeneration_ClientCredentials'],
  ])('refuses %s, even with a good record', (source) => {
    expect(reasonOf({ source })).toBe('not a sign-in');
  });

  it('refuses the migration client and any other, even with a good record', () => {
    expect(reasonOf({ client: 'migration' })).toBe('not the sign-in client');
    expect(reasonOf({ client: '' })).toBe('not the sign-in client');
  });

  it.each([
    ['no record', undefined, NOW, 'no record'],
    ['a record that Verify did not take', record, NOW, 'a record that was not answered'],
    ["another account's", { ...answered, account: OTHER }, NOW, "another account's record"],
    ['an old one', answered, NOW + 60_000, 'an old record'],
    ['one with uses that nobody noted', { ...answered, uses: 1 }, NOW, 'a used record'],
  ])('refuses %s', (_, held, at, reason) => {
    expect(judge(request, CLIENT, held, at)).toEqual({ passes: false, reason });
  });
});

describe('the record of a completed sign-in', () => {
  it('holds the hash of its secret and never the secret, and expires in a minute', () => {
    const { proof, change } = completeSignIn(ACCOUNT, ['pwd', 'otp'], NOW);
    expect(change).toMatchObject({ action: 'create', at: { owner: `completed/${proof.record}`, key: 'flow' }, expiresAt: NOW / 1000 + 60 });
    expect(JSON.stringify(change)).not.toContain(proof.secret);
    expect(Buffer.from(proof.secret, 'base64url')).toHaveLength(32);
  });

  it.each([[{}], [{ ...record, uses: -1 }], [{ ...record, more: 1 }], [{ ...record, account: 'somebody' }], [null]])('is refused as %j', (document) => {
    expect(errorOf(() => COMPLETED.parse(document))).toMatchObject({ code: 'malformed-record' });
  });
});
