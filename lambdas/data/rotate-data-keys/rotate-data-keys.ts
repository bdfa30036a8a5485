import type { Clock } from '../../shared/clock';
import type { Database } from '../../shared/database/database';
import type { DataKeyStore } from '../../shared/fields/data-key-store';
import type { DataKeyVault, KeySeries } from '../../shared/fields/data-key-vault';
import type { DataKeys } from '../../shared/fields/data-keys';
import { KeyErasedError } from '../../shared/fields/errors';
import type { FieldCipher } from '../../shared/fields/field-cipher';
import { fieldClassOf, type FieldClasses } from '../../shared/fields/field-class';
import type { KeyOwner } from '../../shared/fields/key-owner';
import type { Wait } from '../../shared/wait';
import { dueSteps, type DueSteps, type RotationRules } from '../domain/key-series';
import { isCountable } from '../domain/sealed-tables';
import { attachmentsNeed, readAttachments, writeAttachments } from './attachments';
import { documentsNeed, readDocuments, writeDocuments } from './documents';
import { ownersOf, type OwnedKeys } from './owned-keys';
import { Pace } from './pace';
import { resealRows, type Place } from './reseal';
import type { RowChange, SealedRow, SealedRows } from './sealed-rows';
import { newTally, type Tally } from './tally';
import { readUsers, usersNeed, writeUsers, type DuePerson } from './users';

/** What the rotation works with. */
export interface RotationParts {
  readonly store: Pick<DataKeyStore, 'list'>;
  readonly vault: Pick<DataKeyVault, 'destroy'>;
  readonly keys: Pick<DataKeys, 'rotate'>;
  readonly cipher: Pick<FieldCipher, 'reseal'>;
  readonly classes: FieldClasses;
  readonly database: Pick<Database, 'withTenant'>;
  readonly clock: Clock;
  readonly wait: Wait;
  /** Told after each group of owners, and at the end. */
  readonly progress: (tally: Readonly<Tally>) => void;
}

/** How a run goes on. */
export interface RunLimits {
  readonly rowsPerSecond: number;
  readonly rowsAtOnce: number;
  readonly ownersAtOnce: number;
  /** After which the run ends between two groups of rows; the next one goes on. */
  readonly milliseconds: number;
}

interface DueSeries {
  readonly series: KeySeries;
  readonly due: DueSteps;
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/**
 * Renews data keys (KEY-6): makes successors of those that are old enough, seals anew what is under an old one, and destroys an
 * old one once its grace is over and nothing needs it. Each step may be cut off anywhere and be done again: a field that was
 * sealed anew is left alone, one that somebody else wrote meanwhile is theirs. It can't touch a KMS key.
 */
export class DataKeyRotation {
  readonly #tally = newTally();
  readonly #pace: Pace;
  readonly #deadline: number;

  constructor(
    private readonly parts: RotationParts,
    private readonly rules: RotationRules,
    private readonly limits: RunLimits,
  ) {
    this.#pace = new Pace(limits.rowsPerSecond, parts.clock, parts.wait);
    this.#deadline = parts.clock() + limits.milliseconds;
  }

  /**
   * One run over all owners, or as far as its time reaches.
   * @throws {DependencyFailedError} when KMS or the store is down; `DatabaseFailedError` when the database is
   * @throws {LedgerNotReplayedError} when the store was restored and mustn't serve yet
   */
  async run(): Promise<Readonly<Tally>> {
    for await (const owners of ownersOf(this.parts.store, this.limits.ownersAtOnce)) {
      const due = owners.flatMap((keys) => this.#dueOf(keys));
      for (const one of due) await this.#renew(one);
      await this.#resealAll(due);
      if (this.#isOver()) return this.#told(false);
      for (const one of due) await this.#destroyEnded(one);
      this.parts.progress(this.#tally);
    }
    return this.#told(true);
  }

  /** Classes that aren't in the database's tables belong to others: the factors' to sign-in, the trail's to nobody. */
  #dueOf({ owner, classes }: OwnedKeys): DueSeries[] {
    return [...classes]
      .filter(([fieldClass]) => isCountable(fieldClass))
      .map(([fieldClass, versions]) => ({
        series: { owner, fieldClass: fieldClassOf(this.parts.classes, fieldClass) },
        due: dueSteps(versions, this.rules, this.parts.clock()),
      }))
      .filter(({ due }) => due.renew || due.old.length > 0);
  }

  async #renew({ series, due }: DueSeries): Promise<void> {
    if (!due.renew) return;
    await unlessErased(async () => {
      await this.parts.keys.rotate(series, due.newest);
      this.#tally.renewed += 1;
      this.#tally.waiting += 1;
    });
  }

  async #resealAll(due: readonly DueSeries[]): Promise<void> {
    for (const [tenant, persons] of personsByTenant(due)) await this.#resealSlices({ tenant, table: 'users' }, this.#persons(tenant, persons), writeUsers);
    for (const { series, due: steps } of due) {
      const { tenant, kind } = series.owner;
      if (kind !== 'tenant') continue;
      await this.#resealSlices({ tenant, table: 'documents' }, this.#ofTenant(tenant, readDocuments, newestOf(steps)), writeDocuments);
      await this.#resealSlices({ tenant, table: 'attachments' }, this.#ofTenant(tenant, readAttachments, newestOf(steps)), writeAttachments);
    }
  }

  async *#persons(tenant: string, persons: readonly DuePerson[]): AsyncGenerator<readonly SealedRow[]> {
    for (let from = 0; from < persons.length && !this.#isOver(); from += this.limits.rowsAtOnce) {
      const some = persons.slice(from, from + this.limits.rowsAtOnce);
      yield await this.parts.database.withTenant(tenant, (transaction) => readUsers(transaction, some));
    }
  }

  async *#ofTenant(tenant: string, read: typeof readDocuments, newest: number): AsyncGenerator<readonly SealedRow[]> {
    for (let after = FIRST_ID; !this.#isOver();) {
      const from = after;
      const rows = await this.parts.database.withTenant(tenant, (transaction) => read(transaction, from, newest, this.limits.rowsAtOnce));
      const last = rows.at(-1);
      if (last === undefined) return;
      yield rows;
      after = last.id;
    }
  }

  /**
   * Read, sealed and written apart, so that no row is locked while keys are fetched. While one group of rows is written the next
   * one is read and sealed; the run doesn't end before what it began to write is written, or wasn't.
   */
  async #resealSlices(place: Place, slices: AsyncIterable<readonly SealedRow[]>, write: SealedRows['write']): Promise<void> {
    let writing = Promise.resolve();
    try {
      for await (const rows of slices) {
        const changes = await resealRows(this.parts.cipher, place, rows, this.#tally);
        await writing;
        writing = this.#write(place.tenant, changes, write);
        // Awaited above and below; should it fail before, nobody has asked for it yet.
        writing.catch(() => undefined);
        await this.#pace.after(rows.length);
      }
    } finally {
      await writing;
    }
  }

  async #write(tenant: string, changes: readonly RowChange[], write: SealedRows['write']): Promise<void> {
    if (changes.length === 0) return;
    const written = await this.parts.database.withTenant(tenant, (transaction) => write(transaction, changes));
    this.#tally.resealed += written;
    this.#tally.left += changes.length - written;
  }

  /** What is needed is asked anew for each key, after its grace: from then on no process seals under it any more. */
  async #destroyEnded({ series, due }: DueSeries): Promise<void> {
    this.#tally.waiting += due.old.length - due.ended.length;
    for (const version of due.ended) {
      if (await this.#isNeeded(series, version)) this.#tally.needed += 1;
      else
        await unlessErased(async () => {
          await this.parts.vault.destroy(series, version);
          this.#tally.destroyed += 1;
        });
    }
  }

  async #isNeeded({ owner, fieldClass }: KeySeries, version: number): Promise<boolean> {
    return this.parts.database.withTenant(owner.tenant, async (transaction) => {
      if (owner.kind !== 'tenant') return usersNeed(transaction, owner.person, fieldClass.name, version);
      return (await documentsNeed(transaction, version)) || (await attachmentsNeed(transaction, version));
    });
  }

  #isOver(): boolean {
    return this.parts.clock() >= this.#deadline;
  }

  #told(finished: boolean): Readonly<Tally> {
    this.#tally.finished = finished;
    this.parts.progress(this.#tally);
    return this.#tally;
  }
}

/** Somebody who was erased meanwhile needs nothing more. */
async function unlessErased(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof KeyErasedError)) throw error;
  }
}

/** The version that fields are sealed under once its key is renewed, where it is. */
function newestOf({ renew, newest }: DueSteps): number {
  return renew ? newest + 1 : newest;
}

/** The persons with anything due, once each. */
function personsByTenant(due: readonly DueSeries[]): ReadonlyMap<string, readonly DuePerson[]> {
  const tenants = new Map<string, Map<string, Map<string, number>>>();
  for (const { series, due: steps } of due) {
    const owner: KeyOwner = series.owner;
    if (owner.kind !== 'person') continue;
    const persons = tenants.get(owner.tenant) ?? new Map<string, Map<string, number>>();
    const newest = persons.get(owner.person) ?? new Map<string, number>();
    tenants.set(owner.tenant, persons.set(owner.person, newest.set(series.fieldClass.name, newestOf(steps))));
  }
  return new Map([...tenants].map(([tenant, persons]) => [tenant, [...persons].map(([id, newest]) => ({ id, newest }))]));
}
