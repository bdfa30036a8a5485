import { createSrpSession, signSrpSession } from 'cognito-srp-helper';
import { createHash, randomBytes } from 'node:crypto';
import { probeBundle } from '../support/probe-bundle';

const POOL = 'eu-central-1_EXAMPLE';

interface Helper {
  readonly createSrpSession: typeof createSrpSession;
  readonly signSrpSession: typeof signSrpSession;
}

let bundled: Helper;
beforeAll(() => {
  bundled = probeBundle("export { createSrpSession, signSrpSession } from 'cognito-srp-helper';") as unknown as Helper;
});

type Session = ReturnType<typeof createSrpSession>;

/** Bytes that are the same in each run. */
function drawn(seed: string, count: number): Buffer {
  const hash = (index: number): Buffer =>
    createHash('sha512')
      .update(`${seed} ${String(index)}`)
      .digest();
  return Buffer.concat(Array.from({ length: Math.ceil(count / 64) }, (_, index) => hash(index))).subarray(0, count);
}

const parametersOf = (seed: string): Readonly<Record<string, string>> => ({
  USER_ID_FOR_SRP: `user ${seed} ü`,
  SALT: drawn(`${seed} salt`, 16).toString('hex'),
  SECRET_BLOCK: drawn(`${seed} block`, 256).toString('base64'),
  SRP_B: drawn(`${seed} B`, 384).toString('hex'),
});

const signedBy = (helper: Helper, session: Session, seed: string): string =>
  helper.signSrpSession(session, { ChallengeParameters: parametersOf(seed) }).passwordSignature;

describe('a password that a bundle proves', () => {
  it.each(['0', '1', '2', '3'])('has the signature that the helper gives without our changes: %s', (seed) => {
    const session = createSrpSession(`user ${seed} ü`, `pässword ${seed}`, POOL, false);
    expect(signedBy(bundled, session, seed)).toBe(signedBy({ createSrpSession, signSrpSession }, session, seed));
  });

  it('has it also the other way round, with the value that the bundle drew', () => {
    const session = bundled.createSrpSession('user', 'password', POOL, false);
    expect(signedBy({ createSrpSession, signSrpSession }, session, 'other')).toBe(signedBy(bundled, session, 'other'));
  });

  it('draws another value each time, of 1024 bits', () => {
    const [first, second] = [bundled.createSrpSession('user', 'password', POOL, false), bundled.createSrpSession('user', 'password', POOL, false)];
    expect(first.smallA).not.toBe(second.smallA);
    expect(first.smallA.length).toBeGreaterThan(240);
  });

  it.each(['0', '000'])('is refused for a value of the server that would give it away: %s', (SRP_B) => {
    const session = bundled.createSrpSession('user', 'password', POOL, false);
    const ChallengeParameters = { ...parametersOf(randomBytes(4).toString('hex')), SRP_B };
    expect(() => bundled.signSrpSession(session, { ChallengeParameters })).toThrow('0 value received for server public key');
  });
});
