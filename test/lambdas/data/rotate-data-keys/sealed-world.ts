import { randomInt, randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { DataKeyRotation, type RunLimits } from '../../../../lambdas/data/rotate-data-keys/rotate-data-keys';
import type { Tally } from '../../../../lambdas/data/rotate-data-keys/tally';
import { Database } from '../../../../lambdas/shared/database/database';
import { LoginPools } from '../../../../lambdas/shared/database/login-pools';
import { sql, type Statement } from '../../../../lambdas/shared/database/statement';
import { FIELD_CLASSES } from '../../../../lambdas/shared/fields/field-class';
import type { Field, FieldCipher } from '../../../../lambdas/shared/fields/field-cipher';
import type { TestDatabase } from '../../../support/postgres';
import { fixedLogin } from '../../../support/postgres-template';
import { World } from '../../shared/fields/world';

/** How many of each there are. */
export interface Size {
  readonly tenants: number;
  readonly personsPerTenant: number;
  readonly documentsPerTenant: number;
}

/** A row of either table. */
export interface SealedRowName {
  readonly tenant: string;
  readonly table: 'attachments' | 'documents' | 'users';
  readonly id: string;
}

const DAY_SECONDS = 86_400;

/** KEY-6's interval, and longer than any backup in this test. */
export const RENEW_SECONDS = 90 * DAY_SECONDS;
export const GRACE_SECONDS = 35 * DAY_SECONDS;
const RULES = Object.freeze({ renewAfterMilliseconds: RENEW_SECONDS * 1000, graceMilliseconds: GRACE_SECONDS * 1000 });
const LIMITS: RunLimits = { rowsPerSecond: 1_000_000, rowsAtOnce: 100, ownersAtOnce: 40, milliseconds: 600_000 };
const USER_COLUMNS = ['email', 'full_name', 'phone', 'national_id', 'medical_data'] as const;
const CLASSES = {
  email: 'pii',
  full_name: 'pii',
  phone: 'pii',
  national_id: 'national-id',
  medical_data: 'health',
  body: 'confidential',
  contact_email: 'confidential',
  content: 'confidential',
} as const;

/** Tenants with persons and documents in the real database, whose data keys lie in a store of this process. */
export class SealedWorld {
  readonly rows: SealedRowName[] = [];
  /** A document of each tenant has a file. */
  readonly files: SealedRowName[] = [];
  readonly #rotating: Database;

  private constructor(
    readonly keys: World,
    readonly database: TestDatabase,
  ) {
    this.#rotating = new Database(new LoginPools(database.address, fixedLogin('ringwall_key_rotation_a', database.facts.users)), pass);
  }

  static async seeded(database: TestDatabase, size: Size): Promise<SealedWorld> {
    const world = new SealedWorld(await World.serving(), database);
    const { cipher } = world.keys.process();
    for (let tenant = 0; tenant < size.tenants; tenant++) await world.#seedTenant(cipher, size);
    return world;
  }

  /** One run of the rotation as its own database user, in a process of its own as far as keys go. */
  async rotate(
    changes: { readonly database?: Pick<Database, 'withTenant'>; readonly cipher?: Pick<FieldCipher, 'reseal'>; readonly limits?: Partial<RunLimits> } = {},
  ): Promise<Readonly<Tally>> {
    const { keys, vault, cipher } = this.keys.process();
    const parts = {
      store: this.keys.store,
      vault,
      keys,
      cipher: changes.cipher ?? cipher,
      classes: FIELD_CLASSES,
      database: changes.database ?? this.#rotating,
      clock: this.keys.time.clock,
      wait: pass,
      progress: () => undefined,
    };
    return new DataKeyRotation(parts, RULES, { ...LIMITS, ...changes.limits }).run();
  }

  /** The rotation's own way to the database, to be disturbed. */
  get rotating(): Database {
    return this.#rotating;
  }

  /** How many rows are sealed, in any column, under this version. */
  async rowsUnder(version: number): Promise<number> {
    const superuser = await this.database.connectAsSuperuser();
    const { rows } = await superuser.query<{ count: string }>(
      `SELECT (SELECT count(*) FROM app.users WHERE int4send($1) IN (substring(email FROM 5 FOR 4), substring(full_name FROM 5 FOR 4),
          substring(phone FROM 5 FOR 4), substring(national_id FROM 5 FOR 4), substring(medical_data FROM 5 FOR 4)))
        + (SELECT count(*) FROM app.documents WHERE int4send($1) IN (substring(body FROM 5 FOR 4), substring(contact_email FROM 5 FOR 4)))
        + (SELECT count(*) FROM app.attachments WHERE substring(content FROM 5 FOR 4) = int4send($1)) AS count`,
      [version],
    );
    return Number(rows[0]!.count);
  }

  anyRow(): SealedRowName {
    return this.rows[randomInt(this.rows.length)]!;
  }

  async read(cipher: FieldCipher, row: SealedRowName): Promise<readonly string[]> {
    const { rows } = await this.database.application.withTenant(row.tenant, (transaction) => transaction.query(readingOf(row)));
    return Promise.all(Object.entries(rows[0]!).map(async ([column, sealed]) => (await cipher.open(fieldOf(row, column), sealed as Buffer)).toString()));
  }

  /** Writes one column of a row. */
  async write(cipher: FieldCipher, row: SealedRowName, text: string): Promise<void> {
    const sealed = await cipher.seal(fieldOf(row, row.table === 'users' ? 'phone' : 'body'), Buffer.from(text));
    await this.database.application.withTenant(row.tenant, (transaction) => transaction.query(writingOf(row, sealed)));
  }

  async end(): Promise<void> {
    await this.#rotating.end();
  }

  async #seedTenant(cipher: FieldCipher, { personsPerTenant, documentsPerTenant }: Size): Promise<void> {
    const tenant = randomUUID();
    const persons = Array.from({ length: personsPerTenant }, () => ({ tenant, table: 'users' as const, id: randomUUID() }));
    const documents = Array.from({ length: documentsPerTenant }, () => ({ tenant, table: 'documents' as const, id: randomUUID() }));
    const [owner] = persons;
    const fields = await Promise.all(USER_COLUMNS.map((column) => Promise.all(persons.map((row) => sealedHex(cipher, row, column)))));
    const [bodies, contacts] = await Promise.all(
      (['body', 'contact_email'] as const).map((column) => Promise.all(documents.map((row) => sealedHex(cipher, row, column)))),
    );
    const file = { tenant, table: 'attachments' as const, id: documents[0]!.id };
    const content = await sealedHex(cipher, file, 'content');
    await this.database.application.withTenant(tenant, async (transaction) => {
      await transaction.query(sql`INSERT INTO app.tenants (name) VALUES (${`Tenant ${tenant}`})`);
      await transaction.query(sql`
        INSERT INTO app.users (id, email, email_digest, full_name, phone, national_id, medical_data)
        SELECT id, decode(email, 'hex'), sha256(id::text::bytea), decode(full_name, 'hex'), decode(phone, 'hex'), decode(national_id, 'hex'), decode(medical_data, 'hex')
        FROM unnest(${persons.map(({ id }) => id)}::uuid[], ${fields[0]!}::text[], ${fields[1]!}::text[], ${fields[2]!}::text[], ${fields[3]!}::text[], ${fields[4]!}::text[])
          AS one (id, email, full_name, phone, national_id, medical_data)`);
      await transaction.query(sql`
        INSERT INTO app.documents (id, creator, title, body, contact_email)
        SELECT id, ${`account/${owner!.id}`}, 'Title', decode(body, 'hex'), decode(contact_email, 'hex')
        FROM unnest(${documents.map(({ id }) => id)}::uuid[], ${bodies!}::text[], ${contacts!}::text[]) AS one (id, body, contact_email)`);
      await transaction.query(
        sql`INSERT INTO app.attachments (document_id, media_type, content) VALUES (${file.id}::uuid, 'text/plain', decode(${content}, 'hex'))`,
      );
    });
    this.rows.push(...persons, ...documents);
    this.files.push(file);
  }
}

/** Lets everything else run, and no time pass. */
async function pass(): Promise<void> {
  await setImmediate();
}

/** A row's ID without digits: some that stand together could pass for a card number. */
export function spelled(id: string): string {
  return id.replace(/\d/g, (digit) => 'ghijklmnop'.charAt(Number(digit)));
}

/** What a column of a row holds before anybody writes it. */
export function originalText({ id }: SealedRowName, column: string): string {
  return `${column} of ${spelled(id)}`;
}

export function fieldOf({ tenant, table, id }: SealedRowName, column: string): Field {
  const fieldClass = CLASSES[column as keyof typeof CLASSES];
  return { tenant, table, column, row: id, fieldClass, ...(table === 'users' ? { person: id } : {}) };
}

function readingOf({ table, id }: SealedRowName): Statement {
  if (table === 'users') return sql`SELECT email, full_name, phone, national_id, medical_data FROM app.users WHERE id = ${id}::uuid`;
  if (table === 'attachments') return sql`SELECT content FROM app.attachments WHERE document_id = ${id}::uuid`;
  return sql`SELECT body, contact_email FROM app.documents WHERE id = ${id}::uuid`;
}

function writingOf({ table, id }: SealedRowName, sealed: Buffer): Statement {
  if (table === 'users') return sql`UPDATE app.users SET phone = ${sealed} WHERE id = ${id}::uuid`;
  return sql`UPDATE app.documents SET body = ${sealed}, version = version + 1 WHERE id = ${id}::uuid`;
}

async function sealedHex(cipher: FieldCipher, row: SealedRowName, column: string): Promise<string> {
  return (await cipher.seal(fieldOf(row, column), Buffer.from(originalText(row, column)))).toString('hex');
}
