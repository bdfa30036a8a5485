import { PreconditionRequiredError } from '../../shared/http/errors';
import { StaleVersionError } from './errors';

/** A strong tag of ours: the version, quoted (RFC 9110 §8.8.3). */
const TAG = /^"([1-9]\d{0,9})"$/;

/** The tag of a version. */
export function entityTag(version: number): string {
  return `"${String(version)}"`;
}

/**
 * The version that a change is of, by `If-Match`. Neither `*` nor a list counts: a change is of what was read.
 * @throws {PreconditionRequiredError} without it
 * @throws {StaleVersionError} when it is no tag of ours, and so matches nothing
 */
export function expectedVersion(ifMatch: string | undefined): number {
  if (ifMatch === undefined) throw new PreconditionRequiredError();
  const [, version] = TAG.exec(ifMatch) ?? [];
  if (version === undefined) throw new StaleVersionError();
  return Number(version);
}
