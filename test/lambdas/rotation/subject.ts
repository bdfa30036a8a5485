import type { Finding } from '../../../lambdas/rotation/domain/finding';
import type { Kind } from '../../../lambdas/rotation/domain/kind';
import type { FakeSecretsManager } from './fake-secrets-manager';

/** A preflight that must fail, and how. */
export interface Obstacle {
  readonly title: string;
  readonly code: Finding['code'];
  /** What the kind finds with the obstacle in its way. */
  readonly findings: () => Promise<readonly Finding[]>;
}

/** One client of what a secret opens. */
export interface SubjectClient {
  /** Reads, writes and verifies with the secret's text. Throws when any of it fails. */
  use(text: string): Promise<void>;
  close(): Promise<void>;
}

/** A kind of secret, with the real thing that it opens. */
export interface Subject<Material> {
  readonly kind: Kind<Material>;
  /** A secret's text before its first rotation. */
  readonly initial: string;
  /** Well-formed text that doesn't follow the current value, as one made before the last rotation. */
  outdated(current: string): Promise<string>;
  /** Well-formed text that follows the current value, and that nothing accepts, because it was never applied. */
  unapplied(current: string): Promise<string>;
  client(): SubjectClient;
  /** Whether a client, once connected, needs the value no more; a token that keys signed is verified each time. */
  readonly staysConnected: boolean;
  /** Whether a candidate works as soon as it is applied, before it is current. @default true */
  readonly worksEarly?: boolean;
  /** Whether a client can do its work with the secret's text. */
  works(text: string): Promise<boolean>;
  readonly obstacles: readonly Obstacle[];
  /** Told of the secret of each world that comes, where nothing but the secret itself says what works. */
  attach?(secret: FakeSecretsManager): void;
}
