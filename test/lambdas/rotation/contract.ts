import { randomUUID } from 'node:crypto';
import { CandidateUnfitError, NotPendingError, NotRotatingError, PreflightFailedError, StillCurrentError } from '../../../lambdas/rotation/domain/errors';
import { STEPS } from '../../../lambdas/rotation/domain/event';
import { finding } from '../../../lambdas/rotation/domain/finding';
import type { Kind } from '../../../lambdas/rotation/domain/kind';
import { rotateNow, type Rotated, type Rotator } from '../../../lambdas/rotation/domain/rotate-now';
import { proves } from '../../support/proves';
import { refusalOf } from '../../support/refusal-of';
import { FaultTally } from './fault-tally';
import { Crash, Faults } from './faults';
import { runUnderLoad } from './load';
import type { Subject, SubjectClient } from './subject';
import { World } from './world';

/** The long tests end by themselves; this only keeps one that hangs from blocking the run. */
const PATIENCE_MILLISECONDS = 300_000;

/** Of what a suite is evidence (SEC-3, KEY-6). */
export interface Shown {
  /** What rotates, as the audit pack names it. */
  readonly what: string;
  /** `real-server` where the secret opens one. */
  readonly evidence: 'in-process' | 'real-server';
  /** `false` for a double of a server: load on it shows nothing, and costs a minute. @default true */
  readonly load?: boolean;
}

/**
 * What every kind of secret must pass (SEC-3), on the real thing that it opens.
 * @param shown By default the suite is no evidence for the audit pack.
 */
export function describeRotation<Material>(subjectOf: () => Subject<Material>, shown?: Shown): void {
  const shows = (control: 'KEY-6' | 'SEC-3', part: string, sentence: string, test: () => Promise<void>): void => {
    if (shown === undefined) it(sentence, test, PATIENCE_MILLISECONDS);
    else proves({ control, part, evidence: shown.evidence }, `${shown.what}: ${sentence}`, test, PATIENCE_MILLISECONDS);
  };
  let text: string;
  let world: World<Material>;
  const works = (value: string): Promise<boolean> => subjectOf().works(value);

  const worldOf = (kind: Kind<Material>, initial: string): World<Material> => {
    const made = new World(kind, initial);
    subjectOf().attach?.(made.secret);
    return made;
  };

  beforeAll(async () => {
    const first = worldOf(subjectOf().kind, subjectOf().initial);
    await first.rotate();
    text = first.current;
  });

  beforeEach(() => {
    world = worldOf(subjectOf().kind, text);
  });

  afterEach(async () => {
    text = world.current;
    expect(await works(text)).toBe(true);
  });

  describe('a rotation', () => {
    shows('SEC-3', 'four-steps', 'a rotation makes another value current, and leaves the one before working for those who have it cached', async () => {
      const versionId = await world.rotate();
      expect(world.current).not.toBe(text);
      expect(await works(world.current)).toBe(true);
      expect(await works(text)).toBe(true);
      expect(world.secret.versionAt('AWSCURRENT')).toBe(versionId);
      expect(world.secret.textAt('AWSPREVIOUS')).toBe(text);
      expect(world.secret.versionAt('AWSPENDING')).toBeUndefined();
    });

    shows('SEC-3', 'idempotent', 'each step of a rotation, repeated twice, changes nothing more', async () => {
      const versionId = world.secret.startRotation();
      for (const step of STEPS) {
        await world.step(step, versionId);
        const pending = world.secret.textAt('AWSPENDING');
        await world.step(step, versionId);
        await world.step(step, versionId);
        expect(world.secret.textAt('AWSPENDING')).toBe(pending);
      }
      const { current } = world;
      for (const step of STEPS) await world.step(step, versionId);
      expect(world.current).toBe(current);
    });

    it('writes no part of a secret to the log, and counts its success', async () => {
      await world.rotate();
      const written = JSON.stringify(world.log);
      for (const value of [text, world.current]) for (const part of secretsOf(value)) expect(written).not.toContain(part);
      expect(world.log.filter((record) => record.Failures === 0)).toHaveLength(STEPS.length);
    });
  });

  describe('a crash', () => {
    const tally = new FaultTally();

    afterAll(() => {
      process.stdout.write(`${tally.describe(subjectOf().kind.name)}\n`);
      expect(Math.min(tally.crashes, tally.usesOfOld, tally.usesOfNew)).toBeGreaterThan(0);
    });

    for (const [when, crashed] of STEPS.flatMap((step) => [['before', step] as const, ['after', step] as const]))
      shows('SEC-3', 'failure', `a crash ${when} ${crashed} leaves the current value working, and a retry finishes`, async () => {
        const versionId = world.secret.startRotation();
        for (const step of STEPS) {
          if (step === crashed && when === 'before') break;
          await world.step(step, versionId);
          if (step === crashed) break;
        }
        expect(await tally.afterCrash(works, world.current, text)).toBe(true);
        await world.retry(versionId);
        expect(await tally.afterRetry(works, world.current, text)).toBe(true);
        await expectFinished(world, text);
      });

    shows(
      'SEC-3',
      'failure',
      'a crash after every single call, which is before the next one, leaves the current value working, and a retry finishes',
      async () => {
        const faults = new Faults();
        const points = await pointsOf(faults);
        expect(points).toEqual(
          expect.arrayContaining(['after PutSecretValueCommand', 'after apply', 'after verify', 'after UpdateSecretVersionStageCommand', 'after retire']),
        );
        for (const [index, point] of points.entries()) if (point.startsWith('after')) await crashAt(faults, index);
      },
    );

    async function pointsOf(faults: Faults): Promise<readonly string[]> {
      world = worldOf(faults.around(subjectOf().kind), text);
      faults.watch(world.secret);
      await world.rotate();
      return [...faults.passed];
    }

    async function crashAt(faults: Faults, index: number): Promise<void> {
      const before = world.current;
      const versionId = world.secret.startRotation();
      faults.arm(index);
      expect(isCrash(await refusalOf(world.rotate()))).toBe(true);
      faults.arm(undefined);
      expect(await tally.afterCrash(works, world.current, before)).toBe(true);
      await world.retry(versionId);
      expect(await tally.afterRetry(works, world.current, before)).toBe(true);
      await expectFinished(world, before);
    }
  });

  describe('a candidate', () => {
    for (const [reason, valueOf] of [
      ['empty', () => Promise.resolve(undefined)],
      ['malformed', () => Promise.resolve('not what this kind holds')],
      ['outdated', () => subjectOf().outdated(text)],
    ] as const)
      shows('SEC-3', 'never-promoted', `a candidate that is ${reason} is refused at each step and withdrawn, so that the next rotation finishes`, async () => {
        const steps = reason === 'empty' ? STEPS.slice(1) : STEPS;
        for (const step of steps) {
          const versionId = world.secret.plantPending(await valueOf());
          expect(await refusalOf(world.step(step, versionId))).toEqual(new CandidateUnfitError(reason));
          expect(world.secret.versionAt('AWSPENDING')).toBeUndefined();
          expect(world.current).toBe(text);
        }
        await world.rotate();
        await expectFinished(world, text);
      });

    for (const step of ['testSecret', 'finishSecret'] as const)
      shows('SEC-3', 'never-promoted', `a candidate that does not work is refused by ${step} and withdrawn`, async () => {
        const versionId = world.secret.plantPending(await subjectOf().unapplied(text));
        expect(await refusalOf(world.step(step, versionId))).toEqual(new CandidateUnfitError('refused'));
        expect(world.current).toBe(text);
        await world.rotate();
        await expectFinished(world, text);
      });

    it('that a rotation left behind is taken up again', async () => {
      const versionId = world.secret.startRotation();
      await world.step('createSecret', versionId);
      const candidate = world.secret.textAt('AWSPENDING');
      expect(await world.rotate()).toBe(versionId);
      expect(world.current).toBe(candidate);
    });

    it("that can't be withdrawn is told by its first error, and the second one is noted", async () => {
      const versionId = world.secret.plantPending('not what this kind holds');
      world.secret.around = (call) => {
        if (call === 'UpdateSecretVersionStageCommand') throw new Crash('withdrawing');
      };
      expect(await refusalOf(world.step('setSecret', versionId))).toEqual(new CandidateUnfitError('malformed'));
      expect(world.log).toContainEqual(expect.objectContaining({ decision: 'candidate not withdrawn', versionId }));
      expect(world.log).toContainEqual(expect.objectContaining({ Failures: 1, error: 'CandidateUnfitError' }));
    });

    it("isn't promoted when another version became current meanwhile", async () => {
      const versionId = world.secret.startRotation();
      for (const step of STEPS.slice(0, 3)) await world.step(step, versionId);
      world.secret.beforeMove = () => {
        world.secret.makeCurrent(text);
      };
      expect(await refusalOf(world.step('finishSecret', versionId))).toMatchObject({ code: 'dependency-failed' });
      expect(world.current).toBe(text);
      await world.rotate();
    });
  });

  describe('refused is', () => {
    it.each(STEPS)("%s of a version that there isn't", async (step) => {
      world.secret.startRotation();
      const unknown = randomUUID();
      expect(await refusalOf(world.step(step, unknown))).toEqual(new NotPendingError(world.secret.id, unknown));
    });

    it.each(STEPS)('%s of the version before the current one', async (step) => {
      await world.rotate();
      const previous = world.secret.versionAt('AWSPREVIOUS')!;
      expect(await refusalOf(world.step(step, previous))).toEqual(new NotPendingError(world.secret.id, previous));
    });

    it.each(STEPS)("%s of a secret that isn't set to rotate", async (step) => {
      const versionId = world.secret.startRotation();
      world.secret.rotates = false;
      expect(await refusalOf(world.step(step, versionId))).toEqual(new NotRotatingError(world.secret.id));
    });

    it('to withdraw the current version, or one that there is not', async () => {
      const withdraw = (VersionId: string) => refusalOf(world.invoke({ Step: 'withdraw', SecretId: world.secret.id, VersionId }));
      const current = world.secret.versionAt('AWSCURRENT')!;
      const unknown = randomUUID();
      expect(await withdraw(current)).toEqual(new StillCurrentError(world.secret.id, current));
      expect(await withdraw(unknown)).toEqual(new NotPendingError(world.secret.id, unknown));
    });

    it('to revoke the current version', async () => {
      const versionId = world.secret.versionAt('AWSCURRENT')!;
      const refused = await refusalOf(world.invoke({ Step: 'revoke', SecretId: world.secret.id, VersionId: versionId }));
      expect(refused).toEqual(new StillCurrentError(world.secret.id, versionId));
    });
  });

  describe('a preflight', () => {
    it('finds nothing where a rotation works', async () => {
      expect(await world.invoke({ Step: 'preflight', SecretId: world.secret.id })).toEqual({ findings: [] });
    });

    it('finds what each obstacle is', async () => {
      for (const { title, code, findings } of subjectOf().obstacles)
        expect({ title, findings: await findings() }).toEqual({ title, findings: expect.arrayContaining([finding(code)]) as unknown });
    });

    it('that finds something keeps a rotation from beginning', async () => {
      const blocked = new World({ ...new Faults().around(subjectOf().kind), preflight: () => Promise.resolve([finding('tls-missing')]) }, text);
      const versionId = blocked.secret.startRotation();
      expect(await refusalOf(blocked.step('createSecret', versionId))).toEqual(new PreflightFailedError([finding('tls-missing')]));
      expect(blocked.secret.textAt('AWSPENDING')).toBeUndefined();
    });
  });

  shows(
    'KEY-6',
    'emergency',
    "a compromised value is revoked: the new one works, what was before it doesn't, and no connection that it opened goes on",
    async () => {
      const compromised = world.secret.versionAt('AWSCURRENT')!;
      const inside = subjectOf().client();
      await inside.use(text);
      const rotated = await revokeNow();
      expect(rotated).toEqual({ before: compromised, after: world.secret.versionAt('AWSCURRENT') });
      expect(await works(text)).toBe(false);
      await expectEnded(inside, text);
      expect(world.secret.versionAt('AWSPREVIOUS')).toBeUndefined();
    },
  );

  shows(
    'KEY-6',
    'emergency',
    'a candidate that a rotation left behind, and somebody read, is revoked as well, with the connections that it opened',
    async () => {
      const pending = world.secret.startRotation();
      for (const step of STEPS.slice(0, 2)) await world.step(step, pending);
      const read = world.secret.textAt('AWSPENDING')!;
      const inside = subjectOf().client();
      expect((await refusalOf(inside.use(read))) === undefined).toBe(subjectOf().worksEarly ?? true);
      const { after } = await revokeNow();
      expect(after).not.toBe(pending);
      expect(await works(read)).toBe(false);
      await expectEnded(inside, read);
      expect(await works(text)).toBe(false);
    },
  );

  if (shown?.load !== false)
    shows('KEY-6', 'no-failure', 'no operation of 50 clients fails during 20 rotations', async () => {
      const { lines, ...seen } = await runUnderLoad(world, subjectOf());
      process.stdout.write(`${lines.join('\n')}\n`);
      expect(seen.failures).toEqual([]);
      expect(seen.rotations).toBe(20);
      expect(Math.min(...seen.operationsBetweenSteps, seen.usesOfOld, seen.usesOfNew)).toBeGreaterThan(0);
    });

  async function expectEnded(client: SubjectClient, value: string): Promise<void> {
    if (subjectOf().staysConnected) expect(await refusalOf(client.use(value))).toBeDefined();
    await client.close();
  }

  function revokeNow(): Promise<Rotated> {
    const { secret } = world;
    const operate = async (Step: string, VersionId: string): Promise<void> => {
      await world.invoke({ Step, SecretId: secret.id, VersionId });
    };
    const rotator: Rotator = {
      current: () => Promise.resolve(secret.versionAt('AWSCURRENT')!),
      withdraw: async () => {
        const pending = secret.versionAt('AWSPENDING');
        if (pending !== undefined) await operate('withdraw', pending);
        return pending !== undefined;
      },
      start: () => world.rotate(),
      revoke: (_, versionId) => operate('revoke', versionId),
    };
    return rotateNow({ secretId: secret.id, kind: subjectOf().kind.name, revoke: true }, rotator, () => Promise.resolve());
  }

  async function expectFinished(finished: World<Material>, before: string): Promise<void> {
    expect(finished.secret.versionAt('AWSPENDING')).toBeUndefined();
    expect(finished.current).not.toBe(before);
    expect(await works(finished.current)).toBe(true);
  }
}

/** The values that only the secret may hold. */
function secretsOf(text: string): readonly string[] {
  const parts: string[] = [];
  JSON.parse(text, (key, value: unknown) => {
    if ((key === 'password' || key === 'd' || key === 'key') && typeof value === 'string') parts.push(value);
    return value;
  });
  return parts;
}

function isCrash(error: unknown): boolean {
  return error instanceof Crash || (error instanceof Error && error.name === 'DependencyFailedError' && error.message.includes('Crash'));
}
