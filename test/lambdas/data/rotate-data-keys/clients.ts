import { randomInt } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { FieldCipher } from '../../../../lambdas/shared/fields/field-cipher';
import { originalText, spelled, type SealedRowName, type SealedWorld } from './sealed-world';

/** Between two operations of a client, so that dozens of them leave the machine time for the rotation. */
const PAUSE_MILLISECONDS = 5;

/**
 * Clients that read and write throughout. Each writes rows of its own alone, so that it knows to the letter what must be read
 * there; others' rows must hold what was sealed for them.
 */
export class Clients {
  readonly failures: string[] = [];
  reads = 0;
  writes = 0;
  #stopped = false;
  readonly #running: Promise<void>;

  constructor(world: SealedWorld, count: number) {
    const clients = Array.from({ length: count }, (_, index) => new Client(world, index, count));
    this.#running = Promise.all(clients.map((client) => this.#run(client))).then(() => undefined);
  }

  /** Waits until so many more operations have ended. */
  async letPass(operations: number): Promise<void> {
    const until = this.reads + this.writes + operations;
    while (this.reads + this.writes < until) await setTimeout(PAUSE_MILLISECONDS);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  async #run(client: Client): Promise<void> {
    while (!this.#stopped) {
      try {
        if (randomInt(3) === 0) {
          await client.write();
          this.writes += 1;
        } else {
          await client.read();
          this.reads += 1;
        }
      } catch (error) {
        this.failures.push(error instanceof Error ? `${error.name}: ${error.message}` : 'unknown');
      }
      await setTimeout(PAUSE_MILLISECONDS);
    }
  }
}

class Client {
  readonly #cipher: FieldCipher;
  readonly #own: readonly SealedRowName[];
  readonly #written = new Map<string, string>();
  #count = 0;

  constructor(
    private readonly world: SealedWorld,
    private readonly index: number,
    clients: number,
  ) {
    this.#cipher = world.keys.process().cipher;
    this.#own = world.rows.filter((_, row) => row % clients === index);
  }

  async write(): Promise<void> {
    const row = this.#own[randomInt(this.#own.length)]!;
    this.#count += 1;
    const text = `client ${this.index}, ${this.#count}, in ${spelled(row.id)}`;
    await this.world.write(this.#cipher, row, text);
    this.#written.set(row.id, text);
  }

  async read(): Promise<void> {
    if (randomInt(2) === 0) {
      const row = this.#own[randomInt(this.#own.length)]!;
      const expected = this.#written.get(row.id);
      const texts = await this.world.read(this.#cipher, row);
      const column = row.table === 'users' ? 'phone' : 'body';
      if (!texts.includes(expected ?? originalText(row, column))) throw new Error(`${row.table} ${row.id} doesn't hold what was written last`);
      return;
    }
    const row = this.world.anyRow();
    for (const text of await this.world.read(this.#cipher, row))
      if (!text.endsWith(spelled(row.id))) throw new Error(`${row.table} ${row.id} holds another row's text`);
  }
}
