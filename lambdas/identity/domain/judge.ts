import { isSameSecret } from '../../shared/is-same-secret';
import { COMPLETED_SECONDS, hashOfSecret, type CompletedRecord } from './records/completed-record';
import type { Proof } from './user-pool';

/** What pre token generation is asked. */
export interface TokenRequest {
  /** Cognito's word for why it would give tokens. */
  readonly source: string;
  /** The client's ID. */
  readonly client: string;
  readonly userName: string;
}

/** Whether it passes, and then what the record becomes. */
export type Judgement = { readonly passes: true; readonly record: CompletedRecord } | { readonly passes: false; readonly reason: string };

/** Sign-in is the only way to tokens: refreshes, the hosted pages, first passwords and devices aren't ways of ours. */
const SOURCE = 'TokenGeneration_Authentication';

/** AWS calls the judge once for both tokens, the emulator once for each of them (decision 0085). */
const MOST_USES = 2;
/** Cognito waits 5 seconds for a trigger and then calls it again; on a busy machine the emulator's second call takes as long. */
const SAME_SIGN_IN_MILLISECONDS = 10_000;

const PROOF = /^([0-9a-f-]{36})\.([A-Za-z0-9_-]{43})$/;

/** Reads the answer to the custom challenge; `undefined` when it isn't one. */
export function readProof(answer: string): Proof | undefined {
  const [, record, secret] = PROOF.exec(answer) ?? [];
  return record === undefined || secret === undefined ? undefined : { record, secret };
}

/** The answer to the custom challenge. */
export function writeProof({ record, secret }: Proof): string {
  return `${record}.${secret}`;
}

/** What the record becomes when Verify takes its secret: once, for this account, while the record is young. */
export function answer(record: CompletedRecord | undefined, userName: string, secret: string, milliseconds: number): CompletedRecord | undefined {
  const fits = isSameSecret(record?.secretHash ?? hashOfSecret(''), hashOfSecret(secret));
  if (record === undefined || !fits || record.account !== userName || record.answeredAt !== undefined || isOld(record, milliseconds)) return undefined;
  return { ...record, answeredAt: milliseconds };
}

/** The judge (IDN-1): tokens for the sign-in client alone, for an answered record of this account, which it uses up. */
export function judge(request: TokenRequest, signInClient: string, record: CompletedRecord | undefined, milliseconds: number): Judgement {
  const reason = objection(request, signInClient, record, milliseconds);
  if (reason !== undefined || record === undefined) return { passes: false, reason: reason ?? 'no record' };
  return { passes: true, record: { ...record, judgedAt: record.judgedAt ?? milliseconds, uses: record.uses + 1 } };
}

function objection(request: TokenRequest, signInClient: string, record: CompletedRecord | undefined, milliseconds: number): string | undefined {
  if (request.client !== signInClient) return 'not the sign-in client';
  if (request.source !== SOURCE) return 'not a sign-in';
  if (record === undefined) return 'no record';
  if (record.account !== request.userName) return "another account's record";
  if (record.answeredAt === undefined) return 'a record that was not answered';
  if (isOld(record, milliseconds)) return 'an old record';
  return isUsedUp(record, milliseconds) ? 'a used record' : undefined;
}

function isUsedUp({ judgedAt, uses }: CompletedRecord, milliseconds: number): boolean {
  if (judgedAt === undefined) return uses > 0;
  const since = milliseconds - judgedAt;
  return uses >= MOST_USES || since < 0 || since > SAME_SIGN_IN_MILLISECONDS;
}

function isOld({ createdAt }: CompletedRecord, milliseconds: number): boolean {
  return milliseconds >= (createdAt + COMPLETED_SECONDS) * 1000;
}
