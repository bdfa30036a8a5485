import { createHash, randomBytes, randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { Change, RecordKey, RecordKind } from '../../../shared/store/record-store';
import type { Proof } from '../user-pool';
import { base64url, uuid, whole } from './fields';
import { recordParser } from './record-parser';

/**
 * A sign-in that we checked whole: the only thing for which Cognito gives tokens (IDN-1). Times of use are milliseconds since
 * 1970, because the judge's allowance is shorter than a few seconds.
 */
export interface CompletedRecord {
  /** The account's ID, Cognito's user name. */
  readonly account: string;
  /** SHA-256 of the secret, base64url: it has 256 bits, so no key is needed. */
  readonly secretHash: string;
  /** By the names of RFC 8176. */
  readonly methods: readonly string[];
  /** Seconds since 1970. */
  readonly createdAt: number;
  /** When Verify took the secret: it takes it once. */
  readonly answeredAt?: number;
  /** When the judge first let it pass. */
  readonly judgedAt?: number;
  /** How many times the judge let it pass. */
  readonly uses: number;
}

/** The answer follows at once, so that a record which was never used is soon worth nothing. */
export const COMPLETED_SECONDS = 60;

const schema: z.ZodMiniType<CompletedRecord> = z.strictObject({
  account: uuid,
  secretHash: base64url,
  methods: z.array(z.string()),
  createdAt: whole,
  answeredAt: z.optional(whole),
  judgedAt: z.optional(whole),
  uses: whole,
});

export const COMPLETED: RecordKind<CompletedRecord> = { name: 'completed', table: 'flows', parse: recordParser('completed', schema) };

/** Where the record lies. */
export function completedAt(record: string): RecordKey {
  return { owner: `completed/${record}`, key: 'flow' };
}

/** The record of a sign-in that was just checked whole, as the change that writes it, and the proof for {@link UserPool.complete}. */
export function completeSignIn(account: string, methods: readonly string[], milliseconds: number): { readonly proof: Proof; readonly change: Change } {
  const proof = { record: randomUUID(), secret: randomBytes(32).toString('base64url') };
  const createdAt = Math.floor(milliseconds / 1000);
  const value: CompletedRecord = { account, secretHash: hashOfSecret(proof.secret), methods, createdAt, uses: 0 };
  return { proof, change: { action: 'create', kind: COMPLETED, at: completedAt(proof.record), value, expiresAt: createdAt + COMPLETED_SECONDS } };
}

/** SHA-256 of a record's secret, base64url. */
export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** The change that writes what a use made of the record; it expires when it would have. */
export function replaceCompleted(record: string, version: number, value: CompletedRecord): Change {
  return { action: 'replace', kind: COMPLETED, at: completedAt(record), value, version, expiresAt: value.createdAt + COMPLETED_SECONDS };
}
