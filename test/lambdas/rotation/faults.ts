import type { Kind } from '../../../lambdas/rotation/domain/kind';
import type { FakeSecretsManager } from './fake-secrets-manager';

/** A crash or time-out of the function: nothing runs after it. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

/** Passes all points before and after each call that a rotation makes, and crashes at the one it is told to. */
export class Faults {
  /** The points that were passed, in order. */
  readonly passed: string[] = [];
  #crashAt: number | undefined;

  /** @param index counted from 0, from now on; `undefined` for never */
  arm(index: number | undefined): void {
    this.passed.length = 0;
    this.#crashAt = index;
  }

  pass(call: string, when: 'before' | 'after'): void {
    this.passed.push(`${when} ${call}`);
    if (this.passed.length - 1 === this.#crashAt) throw new Crash(`${when} ${call}`);
  }

  /** The calls of Secrets Manager. */
  watch(secret: FakeSecretsManager): void {
    secret.around = (call, when) => {
      this.pass(call, when);
    };
  }

  /** The calls of what the secret opens. */
  around<Material>(kind: Kind<Material>): Kind<Material> {
    const surround = async <Result>(call: string, run: () => Promise<Result>): Promise<Result> => {
      this.pass(call, 'before');
      const result = await run();
      this.pass(call, 'after');
      return result;
    };
    return {
      name: kind.name,
      parse: (value) => kind.parse(value),
      serialize: (material) => kind.serialize(material),
      follows: (candidate, current) => kind.follows(candidate, current),
      candidate: (current) => surround('candidate', () => kind.candidate(current)),
      apply: (candidate, current) => surround('apply', () => kind.apply(candidate, current)),
      verify: (candidate, current) => surround('verify', () => kind.verify(candidate, current)),
      retire: (current) => surround('retire', () => kind.retire(current)),
      revoke: (current) => surround('revoke', () => kind.revoke(current)),
      preflight: (current) => surround('preflight', () => kind.preflight(current)),
    };
  }
}
