import { InvalidSecretError } from './errors';

const PAIRED = /^(ringwall_[a-z_]+)_([ab])$/;

/**
 * The other user of a pair: while one's password changes, the other one's works.
 * @throws {InvalidSecretError} for a user who has no partner; it also keeps a secret from naming any other role of the database
 */
export function alternateUser(username: string): string {
  const [, stem, letter] = PAIRED.exec(username) ?? [];
  if (stem === undefined) throw new InvalidSecretError('the "username" of one of two users, ringwall_…_a or ringwall_…_b');
  return `${stem}_${letter === 'a' ? 'b' : 'a'}`;
}
