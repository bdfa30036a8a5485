import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from '../../../lambdas/shared/database/statement';
import type { TenantTransaction } from '../../../lambdas/shared/database/tenant-transaction';
import type { TestDatabase } from '../../support/postgres';

/** A tenant with a person and documents. */
export interface SeededTenant {
  readonly id: string;
  readonly userId: string;
  readonly emailDigest: Buffer;
  readonly documentIds: readonly string[];
}

/** Whoever attacks, and whoever is attacked: the latter has what the former must not learn. */
export interface TwoTenants {
  readonly attacker: SeededTenant;
  readonly victim: SeededTenant;
}

/** The shape of a sealed field, as far as the database looks at it. */
export function sealedBytes(length = 64): Buffer {
  return Buffer.concat([Buffer.from('RWF\u0001'), randomBytes(length - 4)]);
}

export const VICTIMS_TITLE = 'Takeover of Example Inc';

/** Three documents for the attacker, 400 for the victim, all of one title; and a row of each other table that has tenants' rows. */
export async function seedTwoTenants(database: TestDatabase): Promise<TwoTenants> {
  const attacker = await seedTenant(
    database,
    Array.from({ length: 3 }, (_, index) => `Note ${index + 1}`),
  );
  const victim = await seedTenant(
    database,
    Array.from({ length: 400 }, () => VICTIMS_TITLE),
  );
  for (const tenant of [attacker, victim]) await database.application.withTenant(tenant.id, (transaction) => addOthers(transaction, tenant));
  return { attacker, victim };
}

export async function seedTenant(database: TestDatabase, titles: readonly string[]): Promise<SeededTenant> {
  const id = randomUUID();
  return await database.application.withTenant(id, async (transaction) => {
    await transaction.query(sql`INSERT INTO app.tenants (name) VALUES (${`Tenant ${id}`})`);
    const user = await addUser(transaction);
    const documentIds = [];
    for (const title of titles) documentIds.push(await addDocument(transaction, user.userId, title));
    return { id, ...user, documentIds };
  });
}

export async function addUser(
  transaction: TenantTransaction,
  emailDigest: Buffer = randomBytes(32),
  userId: string = randomUUID(),
): Promise<Pick<SeededTenant, 'userId' | 'emailDigest'>> {
  await transaction.query(sql`INSERT INTO app.users (id, email, email_digest) VALUES (${userId}, ${sealedBytes()}, ${emailDigest})`);
  return { userId, emailDigest };
}

/** @param account who created it */
export async function addDocument(transaction: TenantTransaction, account: string, title: string, id: string = randomUUID()): Promise<string> {
  await transaction.query(sql`INSERT INTO app.documents (id, creator, title, body) VALUES (${id}, ${`account/${account}`}, ${title}, ${sealedBytes()})`);
  return id;
}

export async function addAttachment(transaction: TenantTransaction, documentId: string): Promise<void> {
  await transaction.query(sql`INSERT INTO app.attachments (document_id, media_type, content) VALUES (${documentId}, 'text/plain', ${sealedBytes()})`);
}

async function addOthers(transaction: TenantTransaction, { userId, documentIds: [document] }: SeededTenant): Promise<void> {
  await addAttachment(transaction, document!);
  await transaction.query(sql`
    INSERT INTO app.idempotency_keys (caller, key, request_hash, reply) VALUES (${`account/${userId}`}, 'the-same-key-for-both', ${randomBytes(32)}, '{}')`);
  await transaction.query(sql`INSERT INTO app.outbox (id, event) VALUES (${randomUUID()}, '{}')`);
}
