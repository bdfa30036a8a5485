import { setImmediate, setTimeout } from 'node:timers/promises';
import { STEPS, type Step } from '../../../lambdas/rotation/domain/event';
import { Secrets, type SecretReference } from '../../../lambdas/shared/secrets/secrets';
import { SecretsManagerSource } from '../../../lambdas/shared/secrets/secrets-manager-source';
import type { Subject, SubjectClient } from './subject';
import type { World } from './world';

const CLIENTS = 50;
const ROTATIONS = 20;
/** Operations that must have ended before the next step begins. */
const BETWEEN_STEPS = 10;

/** Between two operations of a client: so that 50 of them leave the machine time for the rotation. */
const PAUSE_MILLISECONDS = 40;

/** Long enough that nothing is fetched again before a client hears of a rotation. */
const LIMITS = { ttlSeconds: 3600, graceSeconds: 3600, maxEntries: 1 };

/** What happened to the clients. */
export interface Seen {
  readonly rotations: number;
  readonly failures: readonly string[];
  /** The operations that ended after each of the four steps and before what came next. */
  readonly operationsBetweenSteps: readonly number[];
  /** Operations by the value before, after another one was made current. */
  readonly usesOfOld: number;
  /** Operations by the value that a rotation of this run made current. */
  readonly usesOfNew: number;
  readonly lines: readonly string[];
}

/**
 * Clients, each a process of its own as far as the secret goes, that use it throughout 20 rotations. Each keeps the value that
 * it read until it hears of a rotation, and every one does so before the next begins: as when a cache's time is shorter than
 * the interval of rotations. Waits for counts, and never for time.
 */
export async function runUnderLoad<Material>(world: World<Material>, subject: Subject<Material>): Promise<Seen> {
  const load = new Load(world, subject);
  const running = load.run();
  for (let rotation = 1; rotation <= ROTATIONS; rotation++) {
    const versionId = await world.rotate((step) => load.letPass(step));
    await load.tellAll(versionId);
  }
  load.stop();
  await running;
  return load.seen(subject.kind.name);
}

class Load<Material> {
  readonly #clients: readonly { readonly secrets: Secrets; readonly client: SubjectClient; lastUsed: string }[];
  readonly #secret: SecretReference;
  readonly #between = new Map<Step, number>(STEPS.map((step) => [step, 0]));
  readonly #failures: string[] = [];
  readonly #initial: string;
  #operations = 0;
  #usesOfOld = 0;
  #usesOfNew = 0;
  #rotations = 0;
  #stopped = false;

  constructor(
    private readonly world: World<Material>,
    subject: Subject<Material>,
  ) {
    const source = new SecretsManagerSource(world.secret.client);
    this.#secret = { id: world.secret.id, use: 'credential' };
    this.#initial = world.secret.versionAt('AWSCURRENT') ?? '';
    this.#clients = Array.from({ length: CLIENTS }, () => ({ secrets: new Secrets(source, () => Date.now(), LIMITS), client: subject.client(), lastUsed: '' }));
  }

  async run(): Promise<void> {
    await Promise.all(this.#clients.map((_, index) => this.#loop(index)));
  }

  stop(): void {
    this.#stopped = true;
  }

  /** Waits until operations ended since the step. */
  async letPass(step: Step): Promise<void> {
    const before = this.#operations;
    await this.#until(() => this.#operations - before >= BETWEEN_STEPS);
    this.#between.set(step, this.#operations - before + (this.#between.get(step) ?? 0));
  }

  /** Tells all of them of the rotation, and waits until each has used the new value. */
  async tellAll(versionId: string): Promise<void> {
    this.#rotations += 1;
    for (const { secrets } of this.#clients) secrets.rotated(this.#secret);
    await this.#until(() => this.#clients.every(({ lastUsed }) => lastUsed === versionId));
  }

  seen(kind: string): Seen {
    const operationsBetweenSteps = [...this.#between.values()];
    const between = [...this.#between].map(([step, count]) => `after ${step} ${count}`).join(', ');
    const lines = [
      `${kind}: ${CLIENTS} clients, ${this.#rotations} rotations, ${this.#operations} operations, ${this.#failures.length} failed`,
      `  operations between the steps: ${between}`,
      `  uses of the old value after its rotation: ${this.#usesOfOld}; of new values: ${this.#usesOfNew}`,
    ];
    return { rotations: this.#rotations, failures: this.#failures, operationsBetweenSteps, usesOfOld: this.#usesOfOld, usesOfNew: this.#usesOfNew, lines };
  }

  async #loop(index: number): Promise<void> {
    const own = this.#clients[index]!;
    while (!this.#stopped && this.#failures.length === 0) {
      try {
        const { versionId, value } = await own.secrets.read(this.#secret);
        await own.client.use(value.reveal());
        own.lastUsed = versionId;
        this.#count(versionId);
      } catch (error) {
        this.#failures.push(error instanceof Error ? `${error.name}: ${error.message}` : 'unknown');
      }
      await setTimeout(PAUSE_MILLISECONDS);
    }
    await own.client.close();
  }

  #count(versionId: string): void {
    this.#operations += 1;
    if (versionId !== this.world.secret.versionAt('AWSCURRENT')) this.#usesOfOld += 1;
    if (versionId !== this.#initial) this.#usesOfNew += 1;
  }

  async #until(holds: () => boolean): Promise<void> {
    while (!holds() && this.#failures.length === 0) await setImmediate();
  }
}
