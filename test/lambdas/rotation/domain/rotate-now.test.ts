import { rotateNow, type Rotator } from '../../../../lambdas/rotation/domain/rotate-now';
import { refusalOf } from '../../../support/refusal-of';

const AT_ONCE = (): Promise<void> => Promise.resolve();

/** Finishes each rotation at the given look; never, for none. */
class CountingRotator implements Rotator {
  readonly calls: string[] = [];
  withdrawn = 0;
  #version = 1;
  #looks = 0;

  constructor(
    private readonly finishesAt: number | undefined,
    private readonly leftBehind = false,
  ) {}

  withdraw(): Promise<boolean> {
    if (this.leftBehind) this.withdrawn += 1;
    return Promise.resolve(this.leftBehind);
  }

  current(): Promise<string> {
    this.#looks += 1;
    const done = this.finishesAt !== undefined && this.#looks > this.finishesAt;
    return Promise.resolve(`version-${done ? this.#version : this.#version - 1}`);
  }

  start(): Promise<string> {
    this.calls.push('start');
    this.#version = this.calls.length;
    this.#looks = 0;
    return Promise.resolve(`version-${this.#version}`);
  }

  revoke(_: string, versionId: string): Promise<void> {
    this.calls.push(`revoke ${versionId}`);
    return Promise.resolve();
  }
}

describe('a rotation by command', () => {
  it('waits until the new version is current', async () => {
    const rotator = new CountingRotator(3);
    expect(await rotateNow({ secretId: 'example', kind: 'redis', revoke: false }, rotator, AT_ONCE)).toEqual({ before: 'version-0', after: 'version-1' });
    expect(rotator.calls).toEqual(['start']);
  });

  it('revokes what was current before, once another version is', async () => {
    const rotator = new CountingRotator(3);
    await rotateNow({ secretId: 'example', kind: 'postgresql', revoke: true }, rotator, AT_ONCE);
    expect(rotator.calls).toEqual(['start', 'revoke version-0']);
  });

  it('rotates signing keys twice before it revokes: the key that comes next was in the compromised secret', async () => {
    const rotator = new CountingRotator(3);
    await rotateNow({ secretId: 'example', kind: 'signing-keys', revoke: true }, rotator, AT_ONCE);
    expect(rotator.calls).toEqual(['start', 'start', 'revoke version-0']);
  });

  it.each([
    ['postgresql', 2],
    ['rabbitmq', 2],
    ['redis', 2],
    ['signing-keys', 3],
    ['session-keys', 4],
    ['peppers', 7],
    ['hash-keys', 7],
    ['origin-keys', 3],
  ] as const)('withdraws what a rotation of %s left behind, and rotates %d times before it revokes', async (kind, times) => {
    const rotator = new CountingRotator(3, true);
    await rotateNow({ secretId: 'example', kind, revoke: true }, rotator, AT_ONCE);
    expect(rotator.withdrawn).toBe(1);
    expect(rotator.calls).toEqual([...Array.from({ length: times }, () => 'start'), 'revoke version-0']);
  });

  it('withdraws nothing when nothing is compromised: the rotation that was left behind is finished', async () => {
    const rotator = new CountingRotator(3, true);
    await rotateNow({ secretId: 'example', kind: 'redis', revoke: false }, rotator, AT_ONCE);
    expect([rotator.withdrawn, rotator.calls]).toEqual([0, ['start']]);
  });

  it("revokes nothing when the rotation doesn't finish", async () => {
    const rotator = new CountingRotator(undefined);
    expect(await refusalOf(rotateNow({ secretId: 'example', kind: 'redis', revoke: true }, rotator, AT_ONCE))).toMatchObject({ code: 'rotation-unfinished' });
    expect(rotator.calls).toEqual(['start']);
  });
});
