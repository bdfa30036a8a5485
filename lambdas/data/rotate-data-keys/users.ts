import { sql } from '../../shared/database/statement';
import type { TenantTransaction } from '../../shared/database/tenant-transaction';
import { hexOf, sealedRow, type RowChange, type SealedRow } from './sealed-rows';

/** A person with the newest versions of their data keys, by class; a class without old ones is left out. */
export interface DuePerson {
  readonly id: string;
  readonly newest: ReadonlyMap<string, number>;
}

/**
 * The sealed fields of those of these persons of which any is sealed under an older version. The others cost the run nothing of
 * its pace: a run that read all of them until the grace is over would get no further than its time reaches, again and again.
 */
export async function readUsers(transaction: TenantTransaction, persons: readonly DuePerson[]): Promise<SealedRow[]> {
  const ids = persons.map(({ id }) => id);
  const newest = (fieldClass: string): string[] => persons.map((person) => String(person.newest.get(fieldClass) ?? 0));
  const { rows } = await transaction.query(sql`
    SELECT users.id::text, email, full_name, phone, national_id, medical_data
    FROM app.users AS users, unnest(
      ${ids}::uuid[], ${newest('pii')}::int4[], ${newest('national-id')}::int4[], ${newest('health')}::int4[]
    ) AS due (id, pii, national, health)
    WHERE users.id = due.id AND users.id = ANY(${ids}::uuid[]) AND (
      substring(email FROM 5 FOR 4) < int4send(due.pii)
      OR substring(full_name FROM 5 FOR 4) < int4send(due.pii)
      OR substring(phone FROM 5 FOR 4) < int4send(due.pii)
      OR substring(national_id FROM 5 FOR 4) < int4send(due.national)
      OR substring(medical_data FROM 5 FOR 4) < int4send(due.health))`);
  return rows.map(sealedRow);
}

/** Writes those of which every changed field is still what it was. Rows that somebody is writing are left to the next run. */
export async function writeUsers(transaction: TenantTransaction, changes: readonly RowChange[]): Promise<number> {
  const before = (column: string): string[] => changes.map(({ fields }) => hexOf(fields[column]?.before));
  const after = (column: string): string[] => changes.map(({ fields }) => hexOf(fields[column]?.after));
  const ids = changes.map(({ id }) => id);
  const { count } = await transaction.query(sql`
    WITH free AS (SELECT id FROM app.users WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE SKIP LOCKED)
    UPDATE app.users AS users SET
      email = CASE WHEN change.email = '' THEN users.email ELSE decode(change.email, 'hex') END,
      full_name = CASE WHEN change.full_name = '' THEN users.full_name ELSE decode(change.full_name, 'hex') END,
      phone = CASE WHEN change.phone = '' THEN users.phone ELSE decode(change.phone, 'hex') END,
      national_id = CASE WHEN change.national_id = '' THEN users.national_id ELSE decode(change.national_id, 'hex') END,
      medical_data = CASE WHEN change.medical_data = '' THEN users.medical_data ELSE decode(change.medical_data, 'hex') END
    FROM unnest(
      ${ids}::uuid[],
      ${before('email')}::text[], ${after('email')}::text[], ${before('full_name')}::text[], ${after('full_name')}::text[],
      ${before('phone')}::text[], ${after('phone')}::text[], ${before('national_id')}::text[], ${after('national_id')}::text[],
      ${before('medical_data')}::text[], ${after('medical_data')}::text[]
    ) AS change (id, old_email, email, old_full_name, full_name, old_phone, phone, old_national_id, national_id, old_medical_data, medical_data)
    WHERE users.id = change.id AND users.id = ANY(${ids}::uuid[]) AND users.id IN (SELECT id FROM free)
      AND (change.email = '' OR users.email = decode(change.old_email, 'hex'))
      AND (change.full_name = '' OR users.full_name = decode(change.old_full_name, 'hex'))
      AND (change.phone = '' OR users.phone = decode(change.old_phone, 'hex'))
      AND (change.national_id = '' OR users.national_id = decode(change.old_national_id, 'hex'))
      AND (change.medical_data = '' OR users.medical_data = decode(change.old_medical_data, 'hex'))`);
  return count;
}

/** Whether a field of that class of this person is sealed under this version. */
export async function usersNeed(transaction: TenantTransaction, person: string, fieldClass: string, version: number): Promise<boolean> {
  const { count } = await transaction.query(sql`
    SELECT 1 FROM app.users AS users CROSS JOIN LATERAL (VALUES
      ('pii', email), ('pii', full_name), ('pii', phone), ('national-id', national_id), ('health', medical_data)
    ) AS field (class, value)
    WHERE users.id = ${person}::uuid AND field.class = ${fieldClass} AND substring(field.value FROM 5 FOR 4) = int4send(${version}::int4)`);
  return count > 0;
}
