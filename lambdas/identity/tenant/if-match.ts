import { createHash } from 'node:crypto';
import { isExpected } from '../../shared/http/entity-tags';
import { PreconditionRequiredError } from '../../shared/http/errors';
import type { Request } from '../../shared/http/request';
import { PreconditionFailedError } from '../domain/tenants/errors';

/** The strong tag of what is answered, or of what of it can be changed (RFC 9110 §8.8.3): so that other changes don't count. */
export function tagOf(value: object): string {
  return `"${createHash('sha256').update(JSON.stringify(value)).digest('base64url')}"`;
}

/**
 * Compares what a change is of with what there is, by `If-Match`.
 * @returns the comparison, by the tag of what there is; it throws {PreconditionFailedError} where that is another
 * @throws {PreconditionRequiredError} without it
 */
export function expectedTag({ headers: { 'if-match': expected } }: Pick<Request<unknown>, 'headers'>): (tag: string) => void {
  if (expected === undefined) throw new PreconditionRequiredError();
  return (tag) => {
    if (!isExpected(expected, tag)) throw new PreconditionFailedError();
  };
}
