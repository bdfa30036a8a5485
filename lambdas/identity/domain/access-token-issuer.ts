import type { Person } from '../../shared/http/request';

/** Issues access tokens (RFC 9068). */
export interface AccessTokenIssuer {
  /** @throws {DependencyFailedError} when the signing key can't be read */
  issue(person: Person): Promise<string>;
}
