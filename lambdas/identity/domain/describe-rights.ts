import { isoTime } from '../../shared/iso-time';
import type { Restriction } from './account';
import { isCancellable } from './erasure-request';
import type { ErasureRequest } from './records/erasure-request-record';

/** An erasure as its person sees it. */
export function describeErasure(request: ErasureRequest | undefined) {
  if (request === undefined) return null;
  const { requestedAt, dueAt } = request;
  return { requested_at: isoTime(requestedAt), due_at: isoTime(dueAt), cancellable: isCancellable(request) };
}

/** A restriction as its person sees it. */
export function describeRestriction(restriction: Restriction | undefined) {
  return restriction === undefined ? null : { ground: restriction.ground, since: isoTime(restriction.since) };
}
