import * as z from 'zod/mini';
import type { KeyedHash } from '../../../shared/rings/key-ring';
import type { RecordKey, RecordKind } from '../../../shared/store/record-store';
import { keyedHash, uuid, whole } from './fields';
import { recordParser } from './record-parser';

/**
 * That a person wants their account erased; an account has one at most. It stays until that is done or cancelled, or lapses when it is
 * due and can't begin. Times are seconds since 1970.
 */
export interface ErasureRequest {
  /** The account's ID. */
  readonly account: string;
  /** Of the code that cancels it, under the peppers' ring. */
  readonly cancellation: KeyedHash;
  readonly requestedAt: number;
  /** When it begins; what was promised stays, whatever is configured later. */
  readonly dueAt: number;
  /** Present from the moment on from which it isn't cancelled any more. */
  readonly begun?: {
    readonly at: number;
    /** Whether the account was the only one of its tenant, which then ends with it. */
    readonly endsTenant: boolean;
  };
}

const request: z.ZodMiniType<ErasureRequest> = z.strictObject({
  account: uuid,
  cancellation: keyedHash,
  requestedAt: whole,
  dueAt: whole,
  begun: z.optional(z.strictObject({ at: whole, endsTenant: z.boolean() })),
});

/** Lies with the accounts and not with what expires: nothing that expires by itself ends it. */
export const ERASURE_REQUEST: RecordKind<ErasureRequest> = {
  name: 'erasure-request',
  table: 'accounts',
  parse: recordParser('erasure request', request),
};

/** What their keys begin with. */
export const ERASURE_REQUEST_PREFIX = 'erasure/';

/** Where the request of an account lies: all of them under one owner, so that those that are due are found without looking at every account. */
export function erasureRequestAt(account: string): RecordKey {
  return { owner: 'erasures', key: `${ERASURE_REQUEST_PREFIX}${account}` };
}
